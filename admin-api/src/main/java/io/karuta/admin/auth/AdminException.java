package io.karuta.admin.auth;

/** The admin API can't start; the message says what was found and what was expected. */
public final class AdminException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What was found and what was expected. */
  public AdminException(String message) {
    super(message);
  }

  /** What was tried, and why it failed. */
  public AdminException(String message, Throwable cause) {
    super(message, cause);
  }
}
