package io.karuta.cmd.crash;

import io.karuta.database.Database;
import io.karuta.database.DatabaseConfig;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The site's database with registered users, torrents and clients; it is only opened while no
 * tracker runs. Confined to one thread, but for what doesn't need the database.
 */
final class Site {

  private static final long HASH_SALT = 0x6b61727574610000L;

  private final CrashSettings settings;
  private final DatabaseConfig config;

  private Site(CrashSettings settings, DatabaseConfig config) {
    this.settings = settings;
    this.config = config;
  }

  /** Makes the tables and registers everybody. */
  static Site make(CrashSettings settings, DatabaseConfig config) throws SQLException {
    Site site = new Site(settings, config);
    site.register();
    return site;
  }

  private void register() throws SQLException {
    try (Database database = Database.open(config);
        Connection connection = database.dataSource().getConnection()) {
      for (int user = 1; user <= settings.users(); user++) {
        insert(
            connection,
            "insert into users (user_id, passkey, upload_percent) values (?, ?, ?)",
            user,
            passkey(user),
            uploadPercent(user));
      }
      for (int torrent = 1; torrent <= settings.torrents(); torrent++) {
        insert(
            connection,
            "insert into torrents (torrent_id, info_hash, download_percent) values (?, ?, ?)",
            torrent,
            infoHash(torrent),
            downloadPercent(torrent));
      }
      insert(
          connection,
          "insert into clients (prefix, name) values (?, ?)",
          Incarnation.PREFIX,
          "Crashing");
    }
  }

  private static void insert(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  String passkey(int user) {
    return "%032x".formatted(settings.seed() ^ user);
  }

  byte[] infoHash(int torrent) {
    return ByteBuffer.allocate(20).putLong(HASH_SALT).putInt(torrent).putLong(~HASH_SALT).array();
  }

  int uploadPercent(int user) {
    return settings.uploadPercent(user);
  }

  int downloadPercent(int torrent) {
    return settings.downloadPercent(torrent);
  }

  /** What the tables say; the tracker must have stopped. */
  Tables read() throws SQLException {
    try (Database database = Database.open(config);
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      return new Tables(
          books(statement),
          number(statement, "select coalesce(sum(last_sequence + 1), 0) from karuta_delivery"),
          number(statement, "select count(*) from karuta_dead_letters"));
    }
  }

  private static Books books(Statement statement) throws SQLException {
    Books books = new Books();
    String sums = "uploaded, downloaded, credited_uploaded, credited_downloaded, snatches";
    try (ResultSet rows = statement.executeQuery("select " + sums + ", user_id from users")) {
      while (rows.next()) {
        books.add(Books.user(rows.getInt(6)), totals(rows));
      }
    }
    try (ResultSet rows =
        statement.executeQuery("select " + sums + ", user_id, torrent_id from history")) {
      while (rows.next()) {
        books.add(Books.history(rows.getInt(6), rows.getInt(7)), totals(rows));
      }
    }
    try (ResultSet rows =
        statement.executeQuery("select 0, 0, 0, 0, snatches, torrent_id from torrents")) {
      while (rows.next()) {
        books.add(Books.torrent(rows.getInt(6)), totals(rows));
      }
    }
    return books;
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Totals totals(ResultSet row) throws SQLException {
    return new Totals(
        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
  }
}
