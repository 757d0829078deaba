package io.karuta.privtrak.handler;

/** Where a row's values go, one after the other. Confined to one thread. */
interface RowValues {

  /** The next value is a number. */
  void number(long value);

  /** The next value is null. */
  void nothing();

  /** The next value is a text. */
  void text(String value);
}
