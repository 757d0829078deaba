package io.karuta.cmd;

import io.karuta.metrics.MetricsScope;
import io.karuta.metrics.TrackerMetrics;
import io.karuta.pipeline.engine.Pipeline;
import io.karuta.pipeline.engine.TracedUsers;
import io.karuta.pipeline.store.AccountingSink;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The chain in effect, and those before it until their last request has ended. Thread-safe;
 * replaced by one thread at a time.
 */
final class Chains {

  private final Environment environment;
  private final TrackerMetrics metrics;
  private final TracedUsers traces;
  private final Set<Chain> leaving = ConcurrentHashMap.newKeySet();
  private volatile Chain current;

  /**
   * Makes and starts the first chain. The plugins that it comes from stay open with the process:
   * the accounting has its handlers from there.
   *
   * @param environment what hooks are handed, but for the metrics, which each chain has a share of
   * @param traces what is noted of single users, over all chains
   * @throws IllegalStateException if a hook can't be made or started
   */
  Chains(LoadedConfig loaded, Environment environment, TrackerMetrics metrics, TracedUsers traces) {
    this.environment = environment;
    this.metrics = metrics;
    this.traces = traces;
    current = chain(loaded, false);
  }

  private Chain chain(LoadedConfig loaded, boolean ownsPlugins) {
    TrackerConfig config = loaded.config();
    MetricsScope scope = metrics.scope();
    try {
      Pipeline pipeline =
          Pipeline.start(
              config.pipeline(),
              environment.withMetrics(scope),
              traces,
              config.preHooks(),
              config.postHooks());
      return new Chain(loaded, pipeline, scope, ownsPlugins);
    } catch (RuntimeException | LinkageError e) {
      scope.close();
      throw e;
    }
  }

  Chain current() {
    return current;
  }

  /** Who learns of changes to peers now. One operation should ask once and stay with it. */
  AccountingSink sink() {
    return current.pipeline().accountingSink();
  }

  /**
   * Makes and starts another chain, beside the one in effect.
   *
   * @throws IllegalStateException if a hook can't be made or started; then it is as if nothing had
   *     been tried
   */
  Chain build(LoadedConfig loaded) {
    return chain(loaded, true);
  }

  /**
   * Puts a chain into effect.
   *
   * @param oldEnded completes when the last request of the chain before has ended, which is then
   *     stopped on a thread of its own
   */
  void replace(Chain next, CompletableFuture<Void> oldEnded) {
    Chain old = current;
    leaving.add(old);
    current = next;
    CompletableFuture<Void> _ =
        oldEnded.thenRunAsync(
            () -> {
              old.stop();
              leaving.remove(old);
            },
            task -> Thread.ofPlatform().name("chain-stop").start(task));
  }

  /** Chains that were replaced and not stopped yet. */
  int leaving() {
    return leaving.size();
  }

  /** Stops all chains; when requests come no more. */
  void stop() {
    leaving.forEach(Chain::stop);
    current.stop();
  }
}
