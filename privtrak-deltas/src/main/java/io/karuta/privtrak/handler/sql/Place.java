package io.karuta.privtrak.handler.sql;

/**
 * Where a statement stands in the configuration. Immutable.
 *
 * @param origin {@code file:line}
 * @param path dotted path
 */
record Place(String origin, String path) {

  /** {@code file:line: path}. */
  @Override
  public String toString() {
    return origin + ": " + path;
  }
}
