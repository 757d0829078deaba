package io.karuta.privtrak.handler.sql;

/**
 * A column and what it is set to. Immutable.
 *
 * @param column its bare name
 */
record Assignment(String column, Expression value) {

  /** The column as SQL writes it, even if it is called {@code left}. */
  String quotedColumn() {
    return Identifiers.quoted(column);
  }
}
