package io.karuta.registry.importer;

/** Hears of an import while it goes on, on its thread. */
public interface ImportListener {

  /**
   * So far it has come with a table.
   *
   * @param rows rows that were read
   * @param total rows that there were when it began
   */
  void progress(String table, long rows, long total);

  /**
   * A row can't be taken over; the import goes on.
   *
   * @param row which one, e.g. {@code users.id=7}
   * @param expected what it should have been
   * @param found what it was; never a passkey
   */
  void refused(String row, String expected, String found);
}
