package io.karuta.pipeline.engine;

import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.Hook;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookEnvironment;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/** Builds chains of small hooks for the engine's tests. */
final class Chains {

  static final PipelineSettings SETTINGS =
      new PipelineSettings(
          new RuntimeSettings.Values(1800, 900, 100, 100, 0), 1, Duration.ofDays(1), 0);

  private Chains() {}

  static HookSpec spec(RecordingOptions options, String name, HookTraits traits, Hook hook) {
    return new HookSpec(
        name, options.entry(name), ErrorPolicy.REFUSE, new HookBlueprint(traits, _ -> hook));
  }

  static HookSpec inline(String name, Function<AnnounceExchange, Verdict> hook) {
    return spec(new RecordingOptions(), name, HookTraits.deciding(), preHook(hook));
  }

  static HookSpec blocking(String name, Function<AnnounceExchange, Verdict> hook) {
    return spec(new RecordingOptions(), name, HookTraits.deciding().blocking(), preHook(hook));
  }

  static HookSpec proceedingOnError(HookSpec spec) {
    return new HookSpec(spec.name(), spec.entry(), ErrorPolicy.PROCEED, spec.blueprint());
  }

  static PreHook preHook(Function<AnnounceExchange, Verdict> hook) {
    return new PreHook() {
      @Override
      public Verdict onAnnounce(AnnounceExchange exchange) {
        return hook.apply(exchange);
      }
    };
  }

  static Pipeline pipeline(PipelineSettings settings, Counts counts, HookSpec... preHooks) {
    return Pipeline.start(settings, environment(counts), List.of(preHooks), List.of());
  }

  static HookEnvironment environment(MetricsSink metrics) {
    return environment(metrics, RuntimeSettings.fixed(SETTINGS.values()));
  }

  static HookEnvironment environment(MetricsSink metrics, RuntimeSettings settings) {
    ScheduledExecutorService scheduler =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    return new HookEnvironment() {
      @Override
      public TrackerClock clock() {
        return TrackerClock.system();
      }

      @Override
      public MetricsSink metrics() {
        return metrics;
      }

      @Override
      public ScheduledExecutorService scheduler() {
        return scheduler;
      }

      @Override
      public Registry registry() {
        return new NoRegistry();
      }

      @Override
      public PeerStore store() {
        throw new UnsupportedOperationException();
      }

      @Override
      public RuntimeSettings settings() {
        return settings;
      }

      @Override
      public <T> Optional<T> service(Class<T> type) {
        return Optional.empty();
      }
    };
  }
}
