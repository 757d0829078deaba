package io.karuta.cmd;

import io.karuta.admin.AdminConfig;
import io.karuta.conf.ConfigRoot;
import io.karuta.conf.HookLists;
import io.karuta.database.DatabaseConfig;
import io.karuta.frontend.http.HttpConfig;
import io.karuta.metrics.MetricsConfig;
import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaHandlerFactory;
import io.karuta.pipeline.engine.HookSpec;
import io.karuta.pipeline.engine.PipelineSettings;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.privtrak.DeltaConfig;
import io.karuta.registry.RegistryConfig;
import io.karuta.storage.optmem.OptmemConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The whole configuration: one level of the file for each part. Immutable.
 *
 * @param http the announce listeners
 * @param admin the admin API's listener
 * @param pipeline the engine: intervals and limits of hooks that wait
 * @param swarm the swarm store
 * @param expiryInterval from the begin of one sweep of the store to the begin of the next
 * @param database the tracker's database; opened only if some part uses it
 * @param registry where users, torrents and clients come from
 * @param deltas the delta ring and its handlers
 * @param metrics where metrics are sent
 * @param plugins the plugins folder as it was read for this configuration
 * @param preHooks in the operator's order
 * @param postHooks in the operator's order
 * @param stopTimeout how long a stop may take to answer and deliver what is in progress
 */
record TrackerConfig(
    HttpConfig http,
    AdminConfig admin,
    PipelineSettings pipeline,
    OptmemConfig swarm,
    Duration expiryInterval,
    DatabaseConfig database,
    RegistryConfig registry,
    DeltaConfig deltas,
    MetricsConfig metrics,
    Plugins plugins,
    List<HookSpec> preHooks,
    List<HookSpec> postHooks,
    Duration stopTimeout) {

  static TrackerConfig read(ConfigRoot root) {
    Options options = root.options();
    Plugins found = Plugins.in(options.path("plugins", "plugins"));
    // The parts look for their own plugins, such as user identifiers, through this thread's loader.
    Thread.currentThread().setContextClassLoader(found.loader());
    TrackerConfig config = read(root, options, found);
    IntervalRule.check(
        options,
        config.pipeline.values().intervalSeconds(),
        config.preHooks,
        config.swarm.peerLifetime());
    return config;
  }

  private static TrackerConfig read(ConfigRoot root, Options options, Plugins found) {
    Map<String, HookFactory> hooks = found.factories(HookFactory.class, HookFactory::name);
    return new TrackerConfig(
        HttpConfig.read(options.child("http")),
        AdminConfig.read(options.child("admin")),
        PipelineSettings.read(options.child("announce")),
        OptmemConfig.read(options.child("swarm")),
        options
            .child("swarm")
            .duration(
                "expiry-interval",
                Duration.ofMinutes(1),
                Duration.ofMillis(100),
                Duration.ofHours(1)),
        DatabaseConfig.read(options.child("database")),
        RegistryConfig.read(options.child("registry")),
        DeltaConfig.read(
            options.child("deltas"),
            found.factories(DeltaHandlerFactory.class, DeltaHandlerFactory::name)),
        MetricsConfig.read(options.child("metrics")),
        found,
        HookLists.preHooks(root, hooks),
        HookLists.postHooks(root, hooks),
        options.duration(
            "stop-timeout", Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(10)));
  }

  /** Whether some hook accounts, so that the delta ring is needed. */
  boolean accounts() {
    return preHooks.stream()
        .anyMatch(spec -> spec.blueprint().traits().stage() == HookStage.ACCOUNT);
  }
}
