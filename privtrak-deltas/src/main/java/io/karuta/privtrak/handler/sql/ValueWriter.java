package io.karuta.privtrak.handler.sql;

/** Where values of parameters go, one after the other. Confined to one thread. */
interface ValueWriter {

  /** The next value is a number. */
  void number(long value);

  /** The next value is null. */
  void nothing();

  /** The next value is a text. */
  void text(String value);

  /** The next value is a row of bytes. */
  void bytes(byte[] value);
}
