package io.karuta.registry.importer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which tables and columns a site has: versions of the same software differ. Immutable. */
final class SiteColumns {

  private final Map<String, Set<String>> columnsByTable;

  private SiteColumns(Map<String, Set<String>> columnsByTable) {
    this.columnsByTable = columnsByTable;
  }

  /** Those of the connection's schema. */
  static SiteColumns of(Connection connection) throws SQLException {
    Map<String, Set<String>> columns = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                """
                select table_name, column_name from information_schema.columns
                where table_schema = database()\
                """);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        columns
            .computeIfAbsent(rows.getString(1).toLowerCase(Locale.ROOT), _ -> new HashSet<>())
            .add(rows.getString(2).toLowerCase(Locale.ROOT));
      }
    }
    return new SiteColumns(columns);
  }

  boolean hasTable(String table) {
    return columnsByTable.containsKey(table);
  }

  boolean has(String table, String column) {
    return columnsByTable.getOrDefault(table, Set.of()).contains(column);
  }

  /**
   * Makes sure that a table has what can't be done without.
   *
   * @throws ImportException if it hasn't
   */
  void require(String table, String... columns) {
    for (String column : columns) {
      if (!has(table, column)) {
        throw new ImportException(
            "table "
                + table
                + ": no column "
                + column
                + " (expected: one, perhaps another schema)");
      }
    }
  }

  /** A column if it is there, otherwise a constant under its name. */
  String or(String table, String column, String alias, String constant) {
    String name = column.toLowerCase(Locale.ROOT);
    return has(table, name) ? alias + "." + column : constant + " as " + column;
  }
}
