package io.karuta.privtrak.handler.sql;

import java.util.List;

/** The statements don't fit the database; the message says where and why, a line for each. */
final class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SchemaException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
