package io.karuta.privtrak.handler.sql;

/** Told what is wrong with a statement's text. */
@FunctionalInterface
interface Complaint {

  /**
   * One thing that is wrong.
   *
   * @param key the statement's key, such as {@code set}
   */
  void about(String key, String expected, String found);
}
