package io.karuta.pipeline.registry;

/** A registry's source failed; the message says what was tried. */
public final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean mayHaveGoneThrough;

  /** What was tried, and why it failed; nothing was changed. */
  public RegistryException(String message, Throwable cause) {
    this(message, cause, false);
  }

  /**
   * What was tried, and why it failed.
   *
   * @param mayHaveGoneThrough whether a change may have been made, and only its answer was lost
   */
  public RegistryException(String message, Throwable cause, boolean mayHaveGoneThrough) {
    super(message, cause);
    this.mayHaveGoneThrough = mayHaveGoneThrough;
  }

  /** Whether a change may have been made, and only its answer was lost. */
  public boolean mayHaveGoneThrough() {
    return mayHaveGoneThrough;
  }
}
