package io.karuta.registry.sql;

import io.karuta.pipeline.registry.RegistryException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work as one transaction. Thread-safe. */
final class Transaction {

  private static final int MOST_TRIES = 4;
  private static final int MARIADB_LOCK_WAIT = 1205;
  private static final int H2_LOCK_TIMEOUT = 50200;

  /** What is done in a transaction; done again from its beginning if the server says so. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it; the transaction is committed if this returns. */
    T on(Connection connection) throws SQLException;
  }

  private Transaction() {}

  /**
   * Runs the work.
   *
   * @param what is done, for messages, e.g. {@code saving user 7}
   * @throws RegistryException if it fails; it says whether the transaction may have gone through
   */
  static <T> T run(DataSource database, String what, Work<T> work) {
    for (int tries = 1; ; tries++) {
      boolean committing = false;
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        try {
          T result = work.on(connection);
          committing = true;
          connection.commit();
          return result;
        } catch (SQLException | RuntimeException e) {
          rollBack(connection, e);
          throw e;
        }
      } catch (SQLException e) {
        boolean worthAnother = isWorthAnother(e);
        if (tries == MOST_TRIES || !worthAnother) {
          throw failure(what, e, committing && !worthAnother);
        }
      }
    }
  }

  // A connection that was lost can't roll back, and the server does it without being told.
  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  // A deadlock, or a wait for a lock that took too long: the accounting writes to these rows too.
  private static boolean isWorthAnother(SQLException e) {
    String state = e.getSQLState();
    int code = e.getErrorCode();
    return (state != null && state.startsWith("40"))
        || code == MARIADB_LOCK_WAIT
        || code == H2_LOCK_TIMEOUT;
  }

  private static RegistryException failure(
      String what, SQLException e, boolean mayHaveGoneThrough) {
    String state = e.getSQLState();
    if (state != null && state.startsWith("23")) {
      // The database's words quote the key that is there twice, which may be a passkey.
      return new RegistryException(
          what + ": another row holds one of its unique keys",
          new SQLException("unique key violated", state));
    }
    return new RegistryException(what + ": " + e.getMessage(), e, mayHaveGoneThrough);
  }
}
