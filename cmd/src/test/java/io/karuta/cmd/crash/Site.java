package io.karuta.cmd.crash;

import io.karuta.database.Database;
import io.karuta.database.DatabaseConfig;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.database.MariaDbServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The site's database: a MariaDB server that is killed now and then, with registered users,
 * torrents and clients. Confined to one thread, but for what doesn't need the server.
 */
final class Site implements AutoCloseable {

  static final String SCHEMA = "karuta";

  private static final long HASH_SALT = 0x6b61727574610000L;

  private final CrashSettings settings;
  private final Path folder;
  private final int port;
  private MariaDbServer server;

  private Site(CrashSettings settings, Path folder, MariaDbServer server) {
    this.settings = settings;
    this.folder = folder;
    this.server = server;
    port = server.port();
  }

  /** Starts the server, makes the tables and registers everybody. */
  static Site open(CrashSettings settings, Path folder) throws IOException, SQLException {
    Site site = new Site(settings, folder, MariaDbServer.start(Ports.free(), folder));
    try {
      site.server.createSchema(SCHEMA);
      Map<String, String> options =
          Map.of("url", site.server.url(SCHEMA), "password", MariaDbServer.PASSWORD);
      Database.open(DatabaseConfig.read(FakeOptions.of(options))).close();
      site.register();
      return site;
    } catch (SQLException | RuntimeException e) {
      site.close();
      throw e;
    }
  }

  private void register() throws SQLException {
    try (Connection connection = connect()) {
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

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        server.url(SCHEMA) + "?sslMode=disable", MariaDbServer.USER, MariaDbServer.PASSWORD);
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

  /** Where the server listens, on 127.0.0.1; always the same. */
  int port() {
    return port;
  }

  /** SIGKILL. */
  void kill() {
    server.kill();
  }

  void startAgain() throws IOException {
    server = MariaDbServer.start(port, folder);
  }

  /** What the tables say. */
  Books read() throws SQLException {
    Books books = new Books();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
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
    }
    return books;
  }

  /** The number that a query gives. */
  long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Totals totals(ResultSet row) throws SQLException {
    return new Totals(
        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
  }

  @Override
  public void close() {
    server.close();
  }
}
