package io.karuta.testkit.database;

import io.karuta.database.Database;
import io.karuta.database.DatabaseConfig;
import io.karuta.database.SslMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * An empty database of one test class, with the tracker's tables. Thread-safe; closed by JUnit
 * where {@link EachDatabase} has given it.
 */
public final class TestDatabase implements AutoCloseable {

  private static final List<String> TABLES =
      List.of(
          "history",
          "users",
          "torrents",
          "clients",
          "tokens",
          "karuta_delivery",
          "karuta_dead_letters",
          "karuta_request_keys",
          "karuta_settings");

  private final String engine;
  private final DatabaseConfig config;
  private final Database database;
  private final Runnable drop;

  private TestDatabase(String engine, DatabaseConfig config, Runnable drop) {
    this.engine = engine;
    this.config = config;
    this.drop = drop;
    database = Database.open(config);
  }

  /** H2 in MariaDB mode, in memory. */
  public static TestDatabase h2() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE";
    return new TestDatabase("H2", config(url, ""), () -> {}); // goes with its last connection
  }

  /** A schema of its own on the given MariaDB server. */
  public static TestDatabase on(MariaDbServer server) {
    String schema = server.createSchema();
    return new TestDatabase(
        "MariaDB",
        config(server.url(schema), MariaDbServer.PASSWORD),
        () -> server.dropSchema(schema));
  }

  private static DatabaseConfig config(String url, String password) {
    return new DatabaseConfig(
        url,
        MariaDbServer.USER,
        password,
        SslMode.DISABLE,
        Optional.empty(),
        4,
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        true);
  }

  /** Connections to it. */
  public DataSource dataSource() {
    return database.dataSource();
  }

  /** How a tracker would be told to use it. */
  public DatabaseConfig config() {
    return config;
  }

  /** Executes one statement. */
  public void execute(String sql) {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(engine + ": " + sql, e);
    }
  }

  /** The number that a query gives; 0 for a null. */
  public long number(String query) {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      if (!rows.next()) {
        throw new IllegalStateException(engine + ": no row: " + query);
      }
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(engine + ": " + query, e);
    }
  }

  /** Empties the tracker's tables; for {@code @BeforeEach}. */
  public void clear() {
    TABLES.forEach(table -> execute("delete from " + table));
  }

  /** Closes the connections and drops the database. */
  @Override
  public void close() {
    database.close();
    drop.run();
  }

  /** The engine's name, for display. */
  @Override
  public String toString() {
    return engine;
  }
}
