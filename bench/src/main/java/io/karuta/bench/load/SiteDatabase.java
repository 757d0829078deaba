package io.karuta.bench.load;

import io.karuta.bench.workload.Workload;
import io.karuta.database.Database;
import io.karuta.database.DatabaseConfig;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.database.MariaDbServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * The database of the tracker under load. Not thread-safe; closing it ends a server that was
 * started for it.
 */
final class SiteDatabase implements AutoCloseable {

  private static final String SCHEMA = "karuta";

  private final Map<String, String> options;
  private final Map<String, String> environment;
  private final Runnable stop;

  private SiteDatabase(
      Map<String, String> options, Map<String, String> environment, Runnable stop) {
    this.options = options;
    this.environment = environment;
    this.stop = stop;
  }

  /** The embedded database, in files of the given folder: it works inside the tracker's process. */
  static SiteDatabase embedded(Path folder) {
    String file = folder.resolve("karuta").toAbsolutePath().toString();
    return new SiteDatabase(
        Map.of("file", file), Map.of("KARUTA_BENCH_DATABASE_FILE", file), () -> {});
  }

  /** A MariaDB server of its own. */
  static SiteDatabase mariaDb() throws IOException {
    MariaDbServer server = MariaDbServer.start();
    server.createSchema(SCHEMA);
    String url = server.url(SCHEMA);
    return new SiteDatabase(
        Map.of("url", url, "password", MariaDbServer.PASSWORD),
        Map.of(
            "KARUTA_BENCH_DATABASE_URL",
            url,
            "KARUTA_BENCH_DATABASE_PASSWORD",
            MariaDbServer.PASSWORD),
        server::close);
  }

  /** What {@code bench/load/karuta.conf} reads of it. */
  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {
    stop.run();
  }

  /** Makes the tables and registers a workload's users, torrents and clients, all at once. */
  void fill(Workload workload) throws SQLException {
    DatabaseConfig config = DatabaseConfig.read(FakeOptions.of(options));
    try (Database database = Database.open(config);
        Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      insertUsers(connection, workload);
      insertTorrents(connection, workload);
      insertClients(connection, workload);
      connection.commit();
    }
  }

  private static void insertUsers(Connection connection, Workload workload) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into users (user_id, passkey, name) values (?, ?, ?)")) {
      for (User user : workload.users()) {
        insert.setLong(1, user.number());
        insert.setString(2, user.passkey());
        insert.setString(3, user.name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void insertTorrents(Connection connection, Workload workload) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into torrents (torrent_id, info_hash, name) values (?, ?, ?)")) {
      for (Torrent torrent : workload.torrents()) {
        insert.setLong(1, torrent.number());
        insert.setBytes(2, torrent.infoHash().toBytes());
        insert.setString(3, torrent.name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void insertClients(Connection connection, Workload workload) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into clients (prefix, name) values (?, ?)")) {
      for (Client client : workload.clients()) {
        insert.setString(1, client.prefix());
        insert.setString(2, client.name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
