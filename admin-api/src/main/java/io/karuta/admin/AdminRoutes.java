package io.karuta.admin;

import io.karuta.admin.mika.MikaRoutes;
import io.karuta.admin.tracker.Effects;
import io.karuta.admin.v1.V1Routes;
import io.karuta.admin.web.Router;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What is served under which path and method. Thread-safe. */
final class AdminRoutes implements AutoCloseable {

  private final Router router = new Router();
  private final V1Routes v1;

  AdminRoutes(AdminConfig config, AdminEnvironment environment) {
    Registry registry = environment.registry();
    PeerStore store = environment.store();
    TrackerClock clock = environment.clock();
    long startNanos = clock.nanoTime();
    LongSupplier uptime = () -> Duration.ofNanos(clock.nanoTime() - startNanos).toSeconds();
    Effects effects = new Effects(registry, store, environment.accounting(), clock);
    MikaRoutes.addEntries(router, registry, store, effects, config.hitAndRun());
    MikaRoutes.addProcess(router, environment.version(), uptime);
    v1 = new V1Routes(registry, store, clock, effects);
    v1.addEntries(router);
    v1.addTracker(
        router,
        environment.control(),
        environment.traces(),
        environment.health(),
        environment.metricsText(),
        environment.announces(),
        uptime);
  }

  /** All routes. */
  Router router() {
    return router;
  }

  /** Sends listeners away. */
  @Override
  public void close() {
    v1.close();
  }
}
