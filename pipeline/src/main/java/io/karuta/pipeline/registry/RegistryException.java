package io.karuta.pipeline.registry;

/** A registry's source failed; the message says what was tried. */
public final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What was tried, and why it failed. */
  public RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
