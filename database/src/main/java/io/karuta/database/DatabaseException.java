package io.karuta.database;

/** The database can't be used; the message names its URL, what was tried and why it failed. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What was tried on which URL, and why it failed. */
  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
