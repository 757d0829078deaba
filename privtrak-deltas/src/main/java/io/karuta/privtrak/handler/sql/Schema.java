package io.karuta.privtrak.handler.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of a database, as far as its user may see them. Immutable. */
final class Schema {

  private static final String COLUMNS =
      """
      select table_name, column_name from information_schema.columns
      where lower(table_schema) = lower(?) order by table_name, ordinal_position\
      """;

  private static final String UNSAFE_TABLES =
      """
      select t.table_name, t.engine from information_schema.tables t
      join information_schema.engines e on e.engine = t.engine
      where lower(t.table_schema) = lower(?) and e.transactions <> 'YES'\
      """;

  private final Map<String, List<String>> columns;
  private final Map<String, String> unsafeEngines;

  private Schema(Map<String, List<String>> columns, Map<String, String> unsafeEngines) {
    this.columns = columns;
    this.unsafeEngines = unsafeEngines;
  }

  /** Looks at a schema; at the connection's own if the name is empty. */
  static Schema read(Connection connection, Dialect dialect, String name) throws SQLException {
    String own = dialect == Dialect.MARIADB ? connection.getCatalog() : connection.getSchema();
    String schema = name.isEmpty() ? own : name;
    Map<String, List<String>> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    query(
        connection,
        COLUMNS,
        schema,
        (table, column) -> columns.computeIfAbsent(table, _ -> new ArrayList<>()).add(column));
    Map<String, String> unsafeEngines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (dialect == Dialect.MARIADB) {
      query(connection, UNSAFE_TABLES, schema, unsafeEngines::put);
    }
    return new Schema(columns, unsafeEngines);
  }

  private interface Row {
    void take(String table, String value);
  }

  private static void query(Connection connection, String sql, @Nullable String schema, Row row)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, schema);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          row.take(rows.getString(1), rows.getString(2));
        }
      }
    }
  }

  boolean hasTable(String table) {
    return columns.containsKey(table);
  }

  boolean hasColumn(String table, String column) {
    return columns.getOrDefault(table, List.of()).stream().anyMatch(column::equalsIgnoreCase);
  }

  /** The engine of a table that a transaction can't roll back; empty if it can. */
  Optional<String> unsafeEngine(String table) {
    return Optional.ofNullable(unsafeEngines.get(table));
  }

  /** What to say of a table that isn't there. */
  String expectedTable(String table) {
    return "expected: a table that is there" + perhaps(table, List.copyOf(columns.keySet()));
  }

  /** What to say of a column that isn't there. */
  String expectedColumn(String table, String column) {
    return "expected: a column of it" + perhaps(column, columns.getOrDefault(table, List.of()));
  }

  private static String perhaps(String name, List<String> known) {
    return NearestName.of(name.toLowerCase(Locale.ROOT), known)
        .map(near -> ", perhaps " + near)
        .orElseGet(
            () -> known.isEmpty() || known.size() > 20 ? "" : ": " + String.join(", ", known));
  }
}
