package io.karuta.privtrak;

/** A file of deltas that can't be used as it is; the message says which, where and why. */
public final class DeltaRingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public DeltaRingException(String message) {
    super(message);
  }

  /** What is wrong, and what told so. */
  public DeltaRingException(String message, Throwable cause) {
    super(message, cause);
  }
}
