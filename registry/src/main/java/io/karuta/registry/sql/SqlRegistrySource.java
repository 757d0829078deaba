package io.karuta.registry.sql;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.HistoryRow;
import io.karuta.pipeline.registry.NotedRequest;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.TotalsAnswer;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import io.karuta.pipeline.registry.Write;
import io.karuta.pipeline.registry.Writes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Entries in the tables {@code users}, {@code torrents}, {@code clients} and {@code tokens} of
 * MariaDB, or of H2 in MariaDB mode; views of those names and columns over a site's own tables do
 * as well. Thread-safe.
 *
 * <p>Loading streams the rows. Saving is one transaction; it leaves totals and counts alone.
 */
public final class SqlRegistrySource implements RegistrySource {

  // The driver streams, instead of holding the whole result, when it is told a size.
  private static final int ROWS_PER_FETCH = 1000;

  private static final Table<User> USERS = new UserTable();
  private static final Table<Torrent> TORRENTS = new TorrentTable();
  private static final Table<Client> CLIENTS = new ClientTable();
  private static final Table<CreditToken> TOKENS = new TokenTable();
  private static final TableWriter<User> USER_WRITER = new TableWriter<>(USERS);
  private static final TableWriter<Torrent> TORRENT_WRITER = new TableWriter<>(TORRENTS);
  private static final TableWriter<Client> CLIENT_WRITER = new TableWriter<>(CLIENTS);
  private static final TableWriter<CreditToken> TOKEN_WRITER = new TableWriter<>(TOKENS);

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
  public void loadTokens(Consumer<CreditToken> tokens, RejectedEntries rejected) {
    load(TOKENS, tokens, rejected);
  }

  @Override
  public void save(Writes writes) {
    Transaction.run(
        database,
        "saving " + describe(writes),
        connection -> {
          USER_WRITER.write(connection, writes.users());
          TORRENT_WRITER.write(connection, writes.torrents());
          CLIENT_WRITER.write(connection, writes.clients());
          TOKEN_WRITER.write(connection, writes.tokens());
          RequestTable.mark(connection, writes.mark());
          if (writes.noted().isPresent()) {
            RequestTable.note(connection, writes.noted().get());
          }
          return true;
        });
  }

  @Override
  public boolean isLastSave(long mark) {
    return Transaction.run(
        database,
        "asking for the last save",
        connection -> RequestTable.isMarked(connection, mark));
  }

  private static String describe(Writes writes) {
    StringJoiner words = new StringJoiner(", ");
    describe(USER_WRITER, writes.users(), words);
    describe(TORRENT_WRITER, writes.torrents(), words);
    describe(CLIENT_WRITER, writes.clients(), words);
    describe(TOKEN_WRITER, writes.tokens(), words);
    return words.toString();
  }

  private static <E> void describe(
      TableWriter<E> writer, List<Write<E>> writes, StringJoiner words) {
    if (!writes.isEmpty()) {
      words.add(writer.describe(writes));
    }
  }

  @Override
  public Optional<NotedRequest> findRequest(String key) {
    return Transaction.run(
        database, "looking for a request key", connection -> RequestTable.find(connection, key));
  }

  @Override
  public void purge(long requestsBefore, long tokensUntil) {
    Transaction.run(
        database,
        "clearing away what has expired",
        connection -> {
          RequestTable.purge(connection, requestsBefore);
          TokenTable.purge(connection, tokensUntil);
          return true;
        });
  }

  @Override
  public Optional<UserTotals> totals(long userNumber) {
    return Transaction.run(
        database,
        "reading totals of user " + userNumber,
        connection -> TotalsColumns.find(connection, userNumber));
  }

  @Override
  public TotalsAnswer changeTotals(long userNumber, TotalsEdit edit, Optional<NotedRequest> noted) {
    return Transaction.run(
        database,
        "changing totals of user " + userNumber,
        connection -> {
          Optional<UserTotals> current = TotalsColumns.lock(connection, userNumber);
          if (current.isEmpty()) {
            return TotalsAnswer.ABSENT;
          }
          TotalsAnswer answer = edit.decide(current.get());
          if (answer.result() == TotalsAnswer.Result.CHANGED) {
            TotalsColumns.write(connection, userNumber, answer.now());
            if (noted.isPresent()) {
              RequestTable.note(connection, noted.get());
            }
          }
          return answer;
        });
  }

  @Override
  public int openAccounts(SortedMap<Long, UserTotals> totals) {
    return Transaction.run(
        database,
        "opening accounts of " + totals.size() + " users",
        connection -> TotalsColumns.open(connection, totals));
  }

  @Override
  public List<HistoryRow> history(long userNumber, long afterTorrent, int limit) {
    return Transaction.run(
        database,
        "reading history of user " + userNumber,
        connection -> HistoryTable.find(connection, userNumber, afterTorrent, limit));
  }

  @Override
  public Map<String, Long> loadSettings() {
    return Transaction.run(database, "loading settings", SettingsTable::load);
  }

  @Override
  public void saveSettings(Map<String, Long> settings) {
    Transaction.run(
        database,
        "saving settings",
        connection -> {
          SettingsTable.save(connection, settings);
          return true;
        });
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
}
