package io.karuta.registry.importer;

import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.UserTotals;
import java.sql.SQLException;

/**
 * One kind of entry of a site. Immutable.
 *
 * @param name the table, for progress and refused rows
 * @param keyColumns columns that name a row
 * @param from tables and conditions, from {@code from} on, to count and to read
 * @param columns what is read of them
 * @param order what rows are sorted by, so that of two with the same key the better one is first
 * @param reader makes an entry of a row
 * @param totals reads what a user begins with
 */
record SiteTable(
    String name,
    String keyColumns,
    String from,
    String columns,
    String order,
    RowReader reader,
    TotalsReader totals) {

  /** Makes an entry of a row. */
  @FunctionalInterface
  interface RowReader {
    /** What the row asks for. */
    Change read(SiteRow row) throws SQLException, RefusedRowException;
  }

  /** Reads what a user begins with. */
  @FunctionalInterface
  interface TotalsReader {
    /** What the row says of it; the change of the same row is about a user, or this is ZERO. */
    UserTotals read(SiteRow row) throws SQLException, RefusedRowException;
  }

  /** A table that knows no totals. */
  SiteTable(
      String name, String keyColumns, String from, String columns, String order, RowReader reader) {
    this(name, keyColumns, from, columns, order, reader, _ -> UserTotals.ZERO);
  }

  String countSql() {
    return "select count(*) " + from;
  }

  String selectSql() {
    return "select " + columns + " " + from + " order by " + order;
  }
}
