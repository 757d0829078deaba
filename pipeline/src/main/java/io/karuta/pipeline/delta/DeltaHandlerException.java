package io.karuta.pipeline.delta;

/** A batch of deltas could not be made to last; the message says why. */
public final class DeltaHandlerException extends Exception {

  private static final long serialVersionUID = 1;

  /** Why the batch doesn't last. */
  public DeltaHandlerException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Why the batch doesn't last. */
  public DeltaHandlerException(String message) {
    super(message);
  }
}
