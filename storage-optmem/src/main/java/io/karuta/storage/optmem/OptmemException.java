package io.karuta.storage.optmem;

/** A swarm file that can't be used, or swarms that are damaged; the message says which and why. */
public final class OptmemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public OptmemException(String message) {
    super(message);
  }

  /** What is wrong, and what told so. */
  public OptmemException(String message, Throwable cause) {
    super(message, cause);
  }
}
