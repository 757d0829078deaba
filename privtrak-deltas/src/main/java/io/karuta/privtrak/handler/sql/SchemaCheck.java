package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.StatsDelta;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares statements with the database that they are for, without executing any: tables and
 * columns by name, and then the whole by the server's own word. Confined to one thread.
 */
final class SchemaCheck {

  /** Something of everything, to make a row of. */
  private static final DeltaGroup SAMPLE =
      DeltaGroup.of(
          new StatsDelta(
              1,
              1_700_000_000,
              new UserId(0, 1),
              1,
              new InfoHash(1, 1, 1),
              1,
              new PeerId(1, 1, 1),
              List.of(Endpoint.of("192.0.2.1", 6881), Endpoint.of("2001:db8::1", 6881)),
              "Client",
              "Client/1",
              DeltaEvent.COMPLETED,
              1,
              1,
              1,
              1,
              0,
              0,
              1,
              1,
              1,
              1,
              true,
              1,
              0,
              1,
              0));

  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, Schema> schemas = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private SchemaCheck(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Checks everything that a handler needs.
   *
   * @throws SchemaException if something is missing or wrong, with all of it
   * @throws SQLException if the database can't be asked
   */
  static void check(
      Connection connection, Dialect dialect, Place handler, List<SqlStatement> statements)
      throws SQLException {
    SchemaCheck check = new SchemaCheck(connection, dialect);
    check.checkOwnTable(handler, "karuta_delivery", DeliveryTable.probe());
    check.checkOwnTable(handler, "karuta_dead_letters", DeadLetterTable.probe());
    for (SqlStatement statement : statements) {
      check.check(statement);
    }
    if (!check.problems.isEmpty()) {
      throw new SchemaException(check.problems);
    }
  }

  private void checkOwnTable(Place handler, String table, String probe) throws SQLException {
    Schema schema = schema("");
    if (!schema.hasTable(table)) {
      problems.add(
          handler
              + ": table "
              + table
              + ": not in the database (expected: made by migrate = true, or by the site as"
              + " docs/database.md shows)");
      return;
    }
    checkEngine(handler.toString(), schema, table);
    try (PreparedStatement select = connection.prepareStatement(probe + " where 1 = 0")) {
      select.executeQuery().close();
    } catch (SQLException e) {
      refused(handler.toString() + ": table " + table, e);
    }
  }

  private void check(SqlStatement statement) throws SQLException {
    int before = problems.size();
    int dot = statement.table().indexOf('.');
    String table = statement.table().substring(dot + 1);
    Schema schema = schema(statement.table().substring(0, Math.max(0, dot)));
    if (!schema.hasTable(table)) {
      problems.add(
          statement.place()
              + ": table "
              + statement.table()
              + ": not in the database ("
              + schema.expectedTable(table)
              + ")");
      return;
    }
    checkEngine(statement.place().toString(), schema, table);
    checkColumns(statement, schema, table, statement.insert());
    checkColumns(statement, schema, table, statement.set());
    if (problems.size() == before) {
      checkByServer(statement);
    }
  }

  private void checkEngine(String place, Schema schema, String table) {
    schema
        .unsafeEngine(table)
        .ifPresent(engine ->
            problems.add(
                place
                    + ": table "
                    + table
                    + ": "
                    + engine
                    + " can't take a batch back (expected: ENGINE=InnoDB)"));
  }

  private void checkColumns(
      SqlStatement statement, Schema schema, String table, List<Assignment> assignments) {
    for (Assignment assignment : assignments) {
      if (!schema.hasColumn(table, assignment.column())) {
        problems.add(
            statement.place()
                + ": column "
                + assignment.column()
                + ": not in table "
                + statement.table()
                + " ("
                + schema.expectedColumn(table, assignment.column())
                + ")");
      }
    }
  }

  private void checkByServer(SqlStatement statement) throws SQLException {
    LiteralWriter sample = dialect.manyRows(statement).write(dialect, List.of(SAMPLE));
    try {
      if (dialect == Dialect.MARIADB) {
        prepareOnServer(sample.sql());
      } else {
        connection.prepareStatement(sample.sql()).close();
      }
    } catch (SQLException e) {
      refused(statement.place().toString(), e);
    }
  }

  /** The driver itself would send nothing before the execution. */
  private void prepareOnServer(String sql) throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("set @karuta_statement = ?");
        Statement prepare = connection.createStatement()) {
      set.setString(1, sql);
      set.executeUpdate();
      prepare.execute("prepare karuta_statement from @karuta_statement");
      prepare.execute("deallocate prepare karuta_statement");
    }
  }

  private void refused(String what, SQLException e) throws SQLException {
    String state = String.valueOf(e.getSQLState());
    if (state.startsWith("08")) {
      throw e;
    }
    if (SqlFailure.of(e) != SqlFailure.REFUSED_ROW) { // the sample's values aren't the point
      problems.add(what + ": refused by the database: " + e.getMessage());
    }
  }

  private Schema schema(String name) throws SQLException {
    Schema schema = schemas.get(name);
    if (schema == null) {
      schema = Schema.read(connection, dialect, name);
      schemas.put(name, schema);
    }
    return schema;
  }
}
