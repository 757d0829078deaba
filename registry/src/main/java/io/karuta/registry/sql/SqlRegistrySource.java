package io.karuta.registry.sql;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Entries in the tables {@code users}, {@code torrents} and {@code clients} of MariaDB, or of H2 in
 * MariaDB mode; views of those names and columns over a site's own tables do as well. Thread-safe.
 *
 * <p>Loading streams the rows. Saving is one transaction; it leaves totals and counts alone.
 */
public final class SqlRegistrySource implements RegistrySource {

  // The driver streams, instead of holding the whole result, when it is told a size.
  private static final int ROWS_PER_FETCH = 1000;

  private static final Table<User> USERS = new UserTable();
  private static final Table<Torrent> TORRENTS = new TorrentTable();
  private static final Table<Client> CLIENTS = new ClientTable();

  private final DataSource database;

  /**
   * Entries in the given database.
   *
   * @param database stays the caller's: {@link #close()} does not close it
   */
  public SqlRegistrySource(DataSource database) {
    this.database = database;
  }

  @Override
  public void loadUsers(Consumer<User> users, RejectedEntries rejected) {
    load(USERS, users, rejected);
  }

  @Override
  public void loadTorrents(Consumer<Torrent> torrents, RejectedEntries rejected) {
    load(TORRENTS, torrents, rejected);
  }

  @Override
  public void loadClients(Consumer<Client> clients, RejectedEntries rejected) {
    load(CLIENTS, clients, rejected);
  }

  @Override
  public void save(User user) {
    save(USERS, user);
  }

  @Override
  public void save(Torrent torrent) {
    save(TORRENTS, torrent);
  }

  @Override
  public void save(Client client) {
    save(CLIENTS, client);
  }

  /** Does nothing: the database belongs to whoever opened it. */
  @Override
  public void close() {}

  private <E> void load(Table<E> table, Consumer<E> entries, RejectedEntries rejected) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(table.selectSql())) {
      select.setFetchSize(ROWS_PER_FETCH);
      try (ResultSet rows = select.executeQuery()) {
        Row row = new Row(rows);
        while (rows.next()) {
          loadRow(table, row, entries, rejected);
        }
      }
    } catch (SQLException e) {
      throw new RegistryException("loading table " + table.name() + ": " + e.getMessage(), e);
    }
  }

  private static <E> void loadRow(
      Table<E> table, Row row, Consumer<E> entries, RejectedEntries rejected) throws SQLException {
    E entry;
    try {
      entry = table.read(row);
    } catch (BadRowException e) {
      String key = table.name() + "." + table.keyColumn() + "=" + row.shown(table.keyColumn());
      rejected.reject(key, e.expected(), e.found());
      return;
    }
    entries.accept(entry);
  }

  private <E> void save(Table<E> table, E entry) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        if (execute(connection, table, table.updateSql(), entry) == 0) {
          execute(connection, table, table.insertSql(), entry);
        }
        connection.commit();
      } catch (SQLException e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLIntegrityConstraintViolationException e) {
      // The database's words quote the key that is there twice, which may be a passkey.
      throw new RegistryException(
          "saving "
              + table.describe(entry)
              + ": another row of "
              + table.name()
              + " holds one of its unique keys",
          new SQLException("unique key of " + table.name() + " violated", e.getSQLState()));
    } catch (SQLException e) {
      throw new RegistryException("saving " + table.describe(entry) + ": " + e.getMessage(), e);
    }
  }

  // A connection that was lost can't roll back, and the server does it without being told.
  private static void rollBack(Connection connection, SQLException cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static <E> int execute(Connection connection, Table<E> table, String sql, E entry)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      table.bind(entry, statement);
      return statement.executeUpdate();
    }
  }
}
