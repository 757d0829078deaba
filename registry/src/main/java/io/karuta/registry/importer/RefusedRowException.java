package io.karuta.registry.importer;

/** A site's row that can't be an entry; never leaves this package. */
final class RefusedRowException extends Exception {

  private static final long serialVersionUID = 1;

  private final String expected;
  private final String found;

  RefusedRowException(String expected, String found) {
    super(expected + ", found " + found, null, false, false);
    this.expected = expected;
    this.found = found;
  }

  String expected() {
    return expected;
  }

  String found() {
    return found;
  }
}
