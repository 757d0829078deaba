package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerEnvironment;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.runtime.Counter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds each batch to the site's tables in one transaction, together with the sequence of its last
 * delta: a batch that comes again is recognised, so that every delta counts exactly once. One call
 * at a time.
 *
 * <p>What another transaction was in the way of is tried again at once. When rows are refused for
 * their values, the batch is written once more with savepoints, and those rows go to the table
 * {@code karuta_dead_letters} while the others go through. Everything else is thrown, to be tried
 * again for as long as it takes.
 */
final class SqlDeltaHandler implements DeltaHandler {

  private static final Logger LOG = LoggerFactory.getLogger(SqlDeltaHandler.class);

  /** Deadlocks and waits too long for a lock: trying again at once helps. */
  private static final int CONFLICT_ATTEMPTS = 4;

  private final SqlDeltaHandlerConfig config;
  private final DeltaHandlerEnvironment environment;
  private final DataSource database;
  private final DeliveryTable delivery;
  private final Counter deadLetters;
  private int rowsPerStatement;

  /** Null until the statements were found to fit the database. */
  private @Nullable BatchWriter writer;

  private SqlDeltaHandler(SqlDeltaHandlerConfig config, DeltaHandlerEnvironment environment) {
    this.config = config;
    this.environment = environment;
    database = environment.database().get();
    delivery = new DeliveryTable(environment.name());
    deadLetters =
        environment
            .metrics()
            .counter(
                "delta-dead-letters",
                "rows that the database refused for their values",
                "handler",
                environment.name());
    rowsPerStatement = config.rowsPerStatement();
  }

  /**
   * Makes a handler whose statements fit the database; a database that is away is asked later.
   *
   * @throws SchemaException if they don't fit
   */
  static SqlDeltaHandler open(SqlDeltaHandlerConfig config, DeltaHandlerEnvironment environment) {
    SqlDeltaHandler handler = new SqlDeltaHandler(config, environment);
    try (Connection connection = handler.database.getConnection()) {
      handler.writer(connection);
    } catch (SQLException e) {
      LOG.warn("handler {}: statements not checked yet: {}", environment.name(), e.getMessage());
    }
    return handler;
  }

  private BatchWriter writer(Connection connection) throws SQLException {
    BatchWriter made = writer;
    if (made == null) {
      Dialect dialect = Dialect.of(connection);
      SchemaCheck.check(connection, dialect, config.place(), config.statements());
      made = new BatchWriter(dialect, config, environment, delivery);
      writer = made;
    }
    return made;
  }

  @Override
  public long deliveredThrough(UUID ring) throws DeltaHandlerException {
    try (Connection connection = database.getConnection()) {
      writer(connection);
      return delivery.lastSequence(connection, ring);
    } catch (SQLException e) {
      throw failed(e);
    } catch (SchemaException e) {
      throw new DeltaHandlerException("database: " + e.getMessage(), e);
    }
  }

  @Override
  public void handle(DeltaBatch batch) throws DeltaHandlerException {
    boolean sortsOut = false;
    for (int attempt = 1; ; ) {
      try {
        write(batch, sortsOut);
        return;
      } catch (SchemaException e) {
        throw new DeltaHandlerException("database: " + e.getMessage(), e);
      } catch (SQLException e) {
        switch (SqlFailure.of(e)) {
          case CONFLICT -> {
            if (attempt++ == CONFLICT_ATTEMPTS) {
              throw failed(e);
            }
          }
          case REFUSED_ROW -> {
            if (sortsOut) {
              throw failed(e);
            }
            sortsOut = true;
          }
          case TOO_LONG -> {
            if (rowsPerStatement == 1) {
              throw failed(e);
            }
            rowsPerStatement = (rowsPerStatement + 1) / 2;
            LOG.warn(
                "handler {}: statements are longer than the server takes, {} rows each from now"
                    + " on: {}",
                environment.name(),
                rowsPerStatement,
                e.getMessage());
          }
          case OTHER -> throw failed(e);
        }
      }
    }
  }

  private static DeltaHandlerException failed(SQLException e) {
    return new DeltaHandlerException("database: " + e.getMessage(), e);
  }

  private void write(DeltaBatch batch, boolean sortsOut)
      throws SQLException, DeltaHandlerException {
    List<Refusal> refusals;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        refusals = writer(connection).write(connection, batch, rowsPerStatement, sortsOut);
        connection.commit();
      } catch (SQLException | DeltaHandlerException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
    if (!refusals.isEmpty()) {
      deadLetters.add(refusals.size());
      Refusal first = refusals.getFirst();
      LOG.warn(
          "handler {}: {} rows of the deltas {} to {} refused and kept in karuta_dead_letters,"
              + " first by {}: {}",
          environment.name(),
          refusals.size(),
          batch.firstSequence(),
          batch.lastSequence(),
          first.statement(),
          first.reason());
    }
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e); // a lost connection has rolled back by itself
    }
  }

  @Override
  public void close() {}
}
