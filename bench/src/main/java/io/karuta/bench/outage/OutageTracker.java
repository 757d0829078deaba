package io.karuta.bench.outage;

import io.karuta.bench.workload.Workload;
import io.karuta.database.Database;
import io.karuta.database.DatabaseConfig;
import io.karuta.pipeline.delta.DeltaHandlerFactory;
import io.karuta.pipeline.hook.AccountingHook;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.privtrak.DeltaConfig;
import io.karuta.privtrak.DeltaEnvironment;
import io.karuta.privtrak.DeltaService;
import io.karuta.privtrak.StatsDeltasHookFactory;
import io.karuta.registry.EmptyRegistrySource;
import io.karuta.registry.IndexedRegistry;
import io.karuta.storage.optmem.OptmemConfig;
import io.karuta.storage.optmem.OptmemStore;
import io.karuta.testkit.FakeEnvironment;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.database.MariaDbServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;

/**
 * The parts of a tracker between the announce and the table, and the database. Users and torrents
 * are registered in both. Thread-safe, but for stopping and starting the database.
 */
final class OutageTracker implements AutoCloseable {

  private static final String SCHEMA = "karuta";
  private static final Duration STOP = Duration.ofMinutes(5);

  private final Path folder;
  private final Database database;
  private final OptmemStore store;
  private final DeltaService deltas;
  private final AccountingSink sink;
  private MariaDbServer server;

  private OutageTracker(
      Path folder, OutageSettings settings, Workload workload, MariaDbServer server)
      throws SQLException {
    this.folder = folder;
    this.server = server;
    server.createSchema(SCHEMA);
    DatabaseConfig databaseConfig =
        DatabaseConfig.read(
            FakeOptions.of(Map.of("url", server.url(SCHEMA), "password", MariaDbServer.PASSWORD)));
    database = Database.open(databaseConfig);
    register(workload);
    FakeMetrics metrics = new FakeMetrics();
    TrackerClock clock = TrackerClock.system();
    Registry registry = IndexedRegistry.load(new EmptyRegistrySource(), metrics, clock);
    workload.users().forEach(registry::put);
    workload.torrents().forEach(registry::put);
    OptmemConfig storeConfig =
        OptmemConfig.read(FakeOptions.of(Map.of("file", folder.resolve("swarm").toString())));
    store = OptmemStore.open(storeConfig, clock, metrics);
    deltas =
        DeltaService.start(
            deltaConfig(settings),
            new DeltaEnvironment(
                clock, metrics, registry, database::dataSource, storeConfig.peerLifetime()),
            store::redo,
            false);
    FakeEnvironment fake = FakeEnvironment.of(clock, registry, store);
    FakeEnvironment environment =
        new FakeEnvironment(
            clock,
            metrics,
            fake.scheduler(),
            registry,
            store,
            fake.settings(),
            Map.of(DeltaService.class, deltas));
    AccountingHook hook =
        (AccountingHook)
            new StatsDeltasHookFactory().configure(FakeOptions.empty()).create().apply(environment);
    sink = hook.sink();
  }

  /** Starts everything with files in a folder. */
  static OutageTracker open(Path folder, OutageSettings settings, Workload workload)
      throws IOException, SQLException {
    return new OutageTracker(
        folder, settings, workload, MariaDbServer.start(freePort(), folder.resolve("database")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private DeltaConfig deltaConfig(OutageSettings settings) {
    Map<String, DeltaHandlerFactory> factories = new HashMap<>();
    ServiceLoader.load(DeltaHandlerFactory.class)
        .forEach(factory -> factories.put(factory.name(), factory));
    return DeltaConfig.read(
        FakeOptions.of(
            Map.of(
                "file",
                folder.resolve("deltas").toString(),
                "ring-size",
                settings.ringSize(),
                "batch-size",
                2000,
                "batch-interval",
                Duration.ofSeconds(1),
                "stop-timeout",
                STOP)),
        factories);
  }

  private void register(Workload workload) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into users (user_id, passkey) values (?, ?)")) {
        for (User user : workload.users()) {
          insert.setLong(1, user.number());
          insert.setString(2, user.passkey());
          insert.addBatch();
        }
        insert.executeBatch();
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into torrents (torrent_id, info_hash) values (?, ?)")) {
        for (Torrent torrent : workload.torrents()) {
          insert.setLong(1, torrent.number());
          insert.setBytes(2, torrent.infoHash().toBytes());
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
    }
  }

  PeerStore store() {
    return store;
  }

  AccountingSink sink() {
    return sink;
  }

  /** Deltas that were taken and not delivered. */
  long undelivered() {
    return deltas.depth();
  }

  /** Waits until everything that was taken is delivered. */
  void awaitDelivery() throws InterruptedException {
    while (deltas.depth() > 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  void stopDatabase() {
    server.close();
  }

  void startDatabase() throws IOException {
    server = MariaDbServer.start(server.port(), folder.resolve("database"));
  }

  /** What the table of users says, by number. */
  long[] uploadedByUser(int users) throws SQLException {
    long[] uploaded = new long[users];
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select user_id, uploaded from users")) {
      while (rows.next()) {
        uploaded[rows.getInt(1)] = rows.getLong(2);
      }
    }
    return uploaded;
  }

  @Override
  public void close() {
    deltas.stop(STOP);
    store.close();
    database.close();
    server.close();
  }
}
