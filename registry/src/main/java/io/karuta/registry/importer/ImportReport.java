package io.karuta.registry.importer;

import java.util.List;

/**
 * What came of an import. Immutable.
 *
 * @param tables one report for each
 * @param totalsTaken users whose totals were taken over
 * @param totalsLeft users whose totals were left alone, since the tracker has some already
 */
public record ImportReport(List<TableReport> tables, long totalsTaken, long totalsLeft) {

  /**
   * What came of one table's rows.
   *
   * @param table its name
   * @param created entries that are new
   * @param changed entries that said something else
   * @param same entries that said the same and were left alone
   * @param refused rows that could not be taken over
   */
  public record TableReport(String table, long created, long changed, long same, long refused) {

    /** All rows. */
    public long rows() {
      return created + changed + same + refused;
    }
  }

  /** A copy of the list. */
  public ImportReport {
    tables = List.copyOf(tables);
  }

  /** Rows of all tables that could not be taken over. */
  public long refused() {
    return tables.stream().mapToLong(TableReport::refused).sum();
  }
}
