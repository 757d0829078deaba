package io.karuta.privtrak.handler;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds each batch to the site's tables in one transaction, together with the sequence of its last
 * delta: a batch that comes again is recognised, so that every delta counts exactly once. One call
 * at a time.
 *
 * <p>Rows are written in the order of their keys, so that two writers don't wait for each other in
 * a circle. Users and torrents are only updated: a row that the site has deleted isn't invented.
 */
final class SqlDeltaHandler implements DeltaHandler {

  private static final Logger LOG = LoggerFactory.getLogger(SqlDeltaHandler.class);

  /** Deadlocks and waits too long for a lock: trying again at once helps. */
  private static final int LOCK_ATTEMPTS = 4;

  private final DataSource database;
  private final HistoryTable history;
  private final UsersTable users;
  private final TorrentsTable torrents;

  SqlDeltaHandler(DataSource database, SqlDeltaHandlerConfig config) {
    this.database = database;
    history = new HistoryTable(config.rowsPerStatement());
    users = new UsersTable(config.rowsPerStatement());
    torrents = new TorrentsTable(config.rowsPerStatement());
  }

  @Override
  public void handle(DeltaBatch batch) throws DeltaHandlerException {
    for (int attempt = 1; ; attempt++) {
      try {
        write(batch);
        return;
      } catch (SQLException e) {
        if (attempt == LOCK_ATTEMPTS || !isLockConflict(e)) {
          throw new DeltaHandlerException("database: " + e.getMessage(), e);
        }
      }
    }
  }

  /** SQLSTATE class 40 is a transaction rolled back; 1205 is MariaDB's wait for a lock. */
  private static boolean isLockConflict(SQLException e) {
    String state = e.getSQLState();
    return e.getErrorCode() == 1205 || (state != null && state.startsWith("40"));
  }

  private void write(DeltaBatch batch) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        if (DeliveredTable.isDelivered(connection, batch)) {
          LOG.info(
              "deltas {} to {} were delivered before", batch.firstSequence(), batch.lastSequence());
        } else {
          history.add(connection, batch.totals());
          users.add(connection, batch.totals());
          torrents.update(connection, batch.totals());
          DeliveredTable.note(connection, batch);
        }
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
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
