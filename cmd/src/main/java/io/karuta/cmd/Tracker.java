package io.karuta.cmd;

import io.karuta.admin.AdminEnvironment;
import io.karuta.admin.AdminServer;
import io.karuta.cmd.systemd.ServiceManager;
import io.karuta.database.Database;
import io.karuta.frontend.http.HttpFrontend;
import io.karuta.frontend.http.ListenerConfig;
import io.karuta.metrics.TrackerMetrics;
import io.karuta.pipeline.control.TrackerControl;
import io.karuta.pipeline.engine.TracedUsers;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.privtrak.DeltaEnvironment;
import io.karuta.privtrak.DeltaService;
import io.karuta.registry.EmptyRegistrySource;
import io.karuta.registry.IndexedRegistry;
import io.karuta.registry.sql.SqlRegistrySource;
import io.karuta.storage.optmem.OptmemStore;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running tracker: its parts, started in the order in which they need each other. Confined to the
 * starting thread until {@link #start} returns, immutable after it.
 *
 * <p>Each part notes at once how it is stopped, so a start that fails half way and an ordered stop
 * are the same thing: everything that was started is stopped, the last one first.
 */
final class Tracker {

  private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);

  private final TrackerConfig config;
  private final StopStack parts;
  private final TrackerMetrics metrics;
  private final TracedUsers traces;
  private final TrackerClock clock = TrackerClock.system();
  private final Registry registry;
  private final Chains chains;
  private final Reloader reloader;
  private final AdminServer admin;
  private final HttpFrontend http;
  private @Nullable Database database; // opened when the first part asks for it
  private @Nullable DatabaseWatch databaseWatch; // likewise

  private Tracker(
      ConfigSource source,
      LoadedConfig loaded,
      boolean acceptLoss,
      ServiceManager manager,
      StopStack parts) {
    config = loaded.config();
    this.parts = parts;
    metrics = TrackerMetrics.start(config.metrics());
    traces = new TracedUsers(clock);
    parts.push("metrics", _ -> metrics.close());
    parts.push("summary", _ -> logSummary());
    FutureTask<PeerStore> opening = beginStore();
    RegistrySource registrySource = registrySource();
    registry = startRegistry(registrySource);
    LiveSettings settings = startSettings(registrySource);
    PeerStore store = awaitStore(opening);
    Optional<DeltaService> deltas =
        config.accounts()
            ? Optional.of(startDeltas(registry, store, acceptLoss))
            : Optional.empty();
    Map<Class<?>, Object> services = new HashMap<>();
    deltas.ifPresent(service -> services.put(DeltaService.class, service));
    chains =
        startChains(
            loaded,
            new Environment(
                clock, metrics, startScheduler(), registry, store, settings, Map.copyOf(services)));
    startExpiry(store);
    reloader = new Reloader(source, chains, settings, manager, config.accounts());
    Health health = health(store, deltas);
    admin = startAdmin(store, health);
    http = startHttp();
    manager.watchdog().ifPresent(within -> startWatchdog(manager, within));
    reloader.listening(http, admin);
    health.listening(http.addresses().size());
    parts.push(
        "readiness",
        _ -> {
          reloader.stop();
          health.stopping();
        });
  }

  /**
   * Starts everything.
   *
   * @param source to reload from
   * @param loaded read from it, without problems
   * @param acceptLoss whether to go on where deltas would be given up, which is refused otherwise
   * @param manager is told of reloads, and that all is well
   * @throws RuntimeException if a part can't be started; then nothing is left running
   */
  static Tracker start(
      ConfigSource source, LoadedConfig loaded, boolean acceptLoss, ServiceManager manager) {
    StopStack parts = new StopStack();
    try {
      return new Tracker(source, loaded, acceptLoss, manager, parts);
    } catch (RuntimeException e) {
      parts.stopAll(Duration.ZERO);
      throw e;
    }
  }

  private DataSource database() {
    if (database == null) {
      Database opened = Database.open(config.database(), metrics);
      parts.push("database", _ -> opened.close());
      DatabaseWatch watch = DatabaseWatch.start(opened);
      parts.push("database watch", _ -> watch.close());
      database = opened;
      databaseWatch = watch;
    }
    return database.dataSource();
  }

  private RegistrySource registrySource() {
    return switch (config.registry().source()) {
      case SQL -> new SqlRegistrySource(database());
      case MEMORY -> new EmptyRegistrySource();
    };
  }

  private Registry startRegistry(RegistrySource source) {
    IndexedRegistry loaded = IndexedRegistry.load(source, metrics, clock);
    parts.push("registry", _ -> loaded.close());
    LOG.info(
        "registry: {} users, {} torrents, {} clients",
        loaded.users().size(),
        loaded.torrents().size(),
        loaded.clients().size());
    return loaded;
  }

  private LiveSettings startSettings(RegistrySource source) {
    return new LiveSettings(
        config.pipeline().values(),
        IntervalRule.addedSeconds(config.preHooks()),
        config.swarm().peerLifetime(),
        source.loadSettings(),
        source::saveSettings,
        clock);
  }

  // Opening the store and connecting to the database both take about two seconds of a start, and
  // neither needs the other.
  private FutureTask<PeerStore> beginStore() {
    FutureTask<PeerStore> opening =
        new FutureTask<>(() -> OptmemStore.open(config.swarm(), clock, metrics));
    Thread.ofPlatform().name("store-open").start(opening);
    parts.push("swarm store", _ -> closeIfOpened(opening));
    return opening;
  }

  private static void closeIfOpened(FutureTask<PeerStore> opening) throws InterruptedException {
    try {
      opening.get().close();
    } catch (ExecutionException _) {
      // It never opened, which awaitStore tells if the start gets that far.
    }
  }

  private static PeerStore awaitStore(FutureTask<PeerStore> opening) {
    try {
      PeerStore store = opening.get();
      StoreTotals totals = store.totals();
      LOG.info(
          "swarms: {} with {} seeders, {} leechers, {} dormant peers",
          totals.swarms(),
          totals.seeders(),
          totals.leechers(),
          totals.dormant());
      return store;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the swarm store did not open", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the swarm store was opening", e);
    }
  }

  private DeltaService startDeltas(Registry registry, PeerStore store, boolean acceptLoss) {
    DeltaEnvironment environment =
        new DeltaEnvironment(
            clock, metrics, registry, this::database, config.swarm().peerLifetime());
    DeltaService deltas = DeltaService.start(config.deltas(), environment, store::redo, acceptLoss);
    parts.push("delta ring", deltas::stop);
    return deltas;
  }

  private ScheduledExecutorService startScheduler() {
    ScheduledExecutorService scheduler =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("scheduler").daemon().factory());
    parts.push("scheduler", _ -> scheduler.shutdownNow());
    return scheduler;
  }

  private Chains startChains(LoadedConfig loaded, Environment environment) {
    Chains started = new Chains(loaded, environment, metrics, traces);
    parts.push("hooks", _ -> started.stop());
    return started;
  }

  private void startExpiry(PeerStore store) {
    ExpiryThread expiry =
        ExpiryThread.start(
            store, chains::sink, clock, () -> chains.current().config().expiryInterval());
    parts.push("expiry", _ -> expiry.close());
  }

  private Health health(PeerStore store, Optional<DeltaService> deltas) {
    return new Health(
        registry,
        store,
        config.swarm().maxPeers(),
        Optional.ofNullable(databaseWatch),
        deltas.map(service -> new Health.Ring(service::depth, config.deltas().ringSize())));
  }

  // Before the announce listeners, so that there is somebody to ask whether they are open.
  private AdminServer startAdmin(PeerStore store, Health health) {
    AdminServer server =
        AdminServer.start(
            config.admin(),
            new AdminEnvironment(
                registry,
                store,
                chains::sink,
                clock,
                metrics,
                reloader,
                traces,
                health,
                metrics,
                () -> metrics.total("announces"),
                Version.text().replaceFirst("^karuta ", "")));
    parts.push("admin API", _ -> server.stop());
    return server;
  }

  private HttpFrontend startHttp() {
    HttpFrontend frontend = new HttpFrontend(config.http(), chains.current().pipeline(), metrics);
    frontend.start();
    parts.push("announce listeners", frontend::stop);
    return frontend;
  }

  private void startWatchdog(ServiceManager manager, Duration within) {
    Watchdog watchdog = Watchdog.start(manager, http::responds, within);
    parts.push("watchdog", _ -> watchdog.close());
  }

  private void logSummary() {
    SortedMap<String, Long> counted = metrics.nonZero();
    if (!counted.isEmpty()) {
      LOG.info("stopped; counted while running: {}", counted);
    }
  }

  /** What it counts. */
  TrackerMetrics metrics() {
    return metrics;
  }

  /** How to stop it. */
  StopStack parts() {
    return parts;
  }

  /** How long a stop may take, by the configuration in effect. */
  Duration stopTimeout() {
    return chains.current().config().stopTimeout();
  }

  /** How it is steered. */
  TrackerControl control() {
    return reloader;
  }

  /** Where announces are taken, with the real ports; one or more. */
  List<InetSocketAddress> announceAddresses() {
    return http.addresses();
  }

  /** How the listener at {@code index} of {@link #announceAddresses()} was configured. */
  ListenerConfig listener(int index) {
    return config.http().listeners().get(index);
  }

  /** Where the admin API listens, with the real port. */
  InetSocketAddress adminAddress() {
    return admin.address();
  }

  /** The file that holds the admin API's credential. */
  Path adminCredential() {
    return admin.credentialFile();
  }

  /** The file that holds the admin API's certificate in PEM; empty if it is the operator's own. */
  Optional<Path> adminCertificate() {
    return admin.certificateFile();
  }
}
