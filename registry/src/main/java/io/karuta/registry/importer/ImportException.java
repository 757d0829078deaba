package io.karuta.registry.importer;

/** An import that could not go on; what it has taken over so far stays. */
public final class ImportException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ImportException(String message) {
    super(message);
  }

  ImportException(String message, Throwable cause) {
    super(message, cause);
  }
}
