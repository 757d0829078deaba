package io.karuta.admin.v1;

import io.karuta.admin.auth.Scope;
import io.karuta.admin.tracker.Effects;
import io.karuta.admin.web.BodySize;
import io.karuta.admin.web.Router;
import io.karuta.pipeline.control.AnnounceTraces;
import io.karuta.pipeline.control.MetricsText;
import io.karuta.pipeline.control.TrackerControl;
import io.karuta.pipeline.control.TrackerHealth;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Everything under {@code /v1}, and what supervisors ask. Thread-safe. */
public final class V1Routes implements AutoCloseable {

  private final Registry registry;
  private final PeerStore store;
  private final TrackerClock clock;
  private final Effects effects;
  private final CountsBoard board;
  private final CountsEvents events;

  /** Routes over a tracker. */
  public V1Routes(Registry registry, PeerStore store, TrackerClock clock, Effects effects) {
    this.registry = registry;
    this.store = store;
    this.clock = clock;
    this.effects = effects;
    board = new CountsBoard(registry, store, clock);
    events = new CountsEvents(board);
  }

  /** Adds the routes of entries, peers, books and counts. */
  public V1Routes addEntries(Router router) {
    addKind(router, new Torrents(registry, store));
    addKind(router, new Users(registry));
    addKind(router, new Clients(registry));
    addKind(router, new Tokens(registry, clock));
    PeerRoutes peers = new PeerRoutes(registry, store, effects);
    router.add("GET", "/v1/torrents/{info_hash}/peers", Scope.READ, peers::ofTorrent);
    router.add("DELETE", "/v1/torrents/{info_hash}/peers/{user_id}", Scope.TORRENTS, peers::kick);
    router.add("GET", "/v1/users/{user_id}/peers", Scope.READ, peers::ofUser);
    router.add("DELETE", "/v1/users/{user_id}/peers", Scope.USERS, peers::flush, "idle_seconds");
    TotalsRoutes totals = new TotalsRoutes(registry.accounts());
    router.add("GET", "/v1/users/{user_id}/totals", Scope.READ, totals::show);
    router.add("PUT", "/v1/users/{user_id}/totals", Scope.USERS, totals::put);
    router.add("POST", "/v1/users/{user_id}/totals/increase", Scope.USERS, totals::increase);
    router.add("GET", "/v1/users/{user_id}/history", Scope.READ, totals::history, "limit", "after");
    router.add("GET", "/v1/counts", Scope.READ, new CountsRoute(board), "since");
    router.addEvents("/v1/counts/events", Scope.READ, events);
    return this;
  }

  private <K, E> void addKind(Router router, Kind<K, E> kind) {
    String all = "/v1/" + kind.plural();
    String one = all + "/" + kind.path();
    EntryRoutes<K, E> routes = new EntryRoutes<>(kind, effects);
    List<String> queries = new ArrayList<>(List.of(kind.filters()));
    queries.addAll(List.of("limit", "after"));
    String[] range = kind.isNumbered() ? new String[] {"from", "to"} : new String[0];
    router.add("GET", all, Scope.READ, routes::list, queries.toArray(String[]::new));
    router.add("GET", all + "/digest", kind.digestScope(), new Digest<>(kind), range);
    router.add("POST", all + "/bulk", kind.scope(), BodySize.BULK, new BulkRoute<>(kind, effects));
    router.add(
        "POST",
        all + "/reconcile",
        kind.scope(),
        BodySize.BULK,
        new Reconciliation<>(kind, effects),
        "dry_run");
    router.add("GET", one, Scope.READ, routes::show);
    router.add("PUT", one, kind.scope(), routes::put);
    router.add("PATCH", one, kind.scope(), routes::patch);
    router.add("DELETE", one, kind.scope(), routes::delete);
  }

  /**
   * Adds the routes of the tracker as a whole.
   *
   * @param announces how many were answered since the start
   */
  public V1Routes addTracker(
      Router router,
      TrackerControl control,
      AnnounceTraces traces,
      TrackerHealth health,
      MetricsText metrics,
      LongSupplier announces,
      LongSupplier uptimeSeconds) {
    TraceRoutes trace = new TraceRoutes(registry, traces);
    router.add("PUT", "/v1/users/{user_id}/trace", Scope.USERS, trace::start);
    router.add("GET", "/v1/users/{user_id}/trace", Scope.READ, trace::show);
    router.add("DELETE", "/v1/users/{user_id}/trace", Scope.USERS, trace::stop);
    router.add(
        "GET", "/v1/stats", Scope.READ, new StatsRoute(registry, store, announces, uptimeSeconds));
    ControlRoutes controls = new ControlRoutes(control);
    router.add("GET", "/v1/config", Scope.READ, controls::config);
    router.add("POST", "/v1/config/reload", Scope.CONFIG, controls::reload);
    router.add("GET", "/v1/settings", Scope.READ, controls::settings);
    router.add("PATCH", "/v1/settings", Scope.CONFIG, controls::change);
    HealthRoutes state = new HealthRoutes(health, metrics);
    router.add("GET", "/healthz", null, state::alive);
    router.add("GET", "/readyz", null, state::ready);
    router.add("GET", "/metrics", Scope.READ, state::metrics);
    return this;
  }

  /** Sends listeners away. */
  @Override
  public void close() {
    events.close();
  }
}
