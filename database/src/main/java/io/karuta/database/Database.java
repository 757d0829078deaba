package io.karuta.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.karuta.pipeline.runtime.MetricsSink;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tracker's connections to its database. Thread-safe. */
public final class Database implements AutoCloseable {

  /**
   * Whatever the server's own mode is: values that don't fit are refused and never cut, and a
   * backslash in a statement means what the driver takes it for.
   */
  private static final String MARIADB_SESSION =
      "set session sql_mode ="
          + " 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

  /**
   * A commit is in the file before it returns. Left to itself H2 writes it up to half a second
   * later, and a process that is killed in between loses what it was told is done.
   */
  private static final String H2_SESSION = "set write_delay 0";

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Connects, and makes or updates the tables if the configuration says that they are ours.
   *
   * @throws DatabaseException if there is no connection within the timeout, or if the tables can't
   *     be made
   */
  public static Database open(DatabaseConfig config, MetricsSink metrics) {
    HikariDataSource pool = connect(config, metrics);
    try {
      if (config.migrate()) {
        migrate(pool);
      }
      return new Database(pool);
    } catch (FlywayException e) {
      pool.close();
      throw new DatabaseException(
          "database "
              + config.url()
              + ": the tables can't be made (migrate = false leaves a site's own schema alone): "
              + e.getMessage(),
          e);
    }
  }

  /** The same without anything being counted, for what is not a running tracker. */
  public static Database open(DatabaseConfig config) {
    return open(config, MetricsSink.none());
  }

  private static HikariDataSource connect(DatabaseConfig config, MetricsSink metrics) {
    HikariConfig pool = poolOf(config);
    PoolMetrics counted = new PoolMetrics(metrics);
    pool.setExceptionOverride(counted);
    pool.setMetricsTrackerFactory(counted);
    try {
      return new HikariDataSource(pool);
    } catch (PoolInitializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DatabaseException(
          "database "
              + config.url()
              + ": no connection as user '"
              + config.user()
              + "': "
              + cause.getMessage(),
          cause);
    }
  }

  private static HikariConfig poolOf(DatabaseConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("database");
    pool.setJdbcUrl(config.url());
    pool.setUsername(config.user());
    pool.setPassword(config.password());
    pool.setMaximumPoolSize(config.poolSize());
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(config.connectTimeout().toMillis());
    pool.setInitializationFailTimeout(config.connectTimeout().toMillis());
    if (DatabaseUrl.isMariaDb(config.url())) {
      // The driver's own default changed between versions: never rely on it.
      pool.addDataSourceProperty("sslMode", config.sslMode().driverName());
      config
          .sslCertificate()
          .ifPresent(file -> pool.addDataSourceProperty("serverSslCert", file.toString()));
      pool.setConnectionInitSql(MARIADB_SESSION);
      pool.addDataSourceProperty(
          "connectTimeout", String.valueOf(config.connectTimeout().toMillis()));
      pool.addDataSourceProperty(
          "socketTimeout", String.valueOf(config.answerTimeout().toMillis()));
    } else {
      pool.setConnectionInitSql(H2_SESSION);
    }
    return pool;
  }

  private static void migrate(DataSource pool) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(pool)
        .locations("classpath:db/migration")
        .table("schema_history")
        .load()
        .migrate();
  }

  /** The pool; give connections back by closing them. */
  public DataSource dataSource() {
    return pool;
  }

  /**
   * Whether the database answers now; waits at most the connect timeout.
   *
   * @return false if there is no connection
   */
  public boolean isReachable() {
    try (var connection = pool.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false; // that it can't be reached is the answer
    }
  }

  /** Closes all connections. Calling it again does nothing. */
  @Override
  public void close() {
    pool.close();
  }
}
