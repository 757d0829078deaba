package io.karuta.cmd;

import io.karuta.metrics.MetricsScope;
import io.karuta.pipeline.engine.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a reload replaces: a configuration and the hooks that were made by it, started. Thread-safe.
 */
final class Chain {

  private static final Logger LOG = LoggerFactory.getLogger(Chain.class);

  private final LoadedConfig loaded;
  private final Pipeline pipeline;
  private final MetricsScope metrics;
  private final boolean ownsPlugins;
  private boolean stopped;

  /**
   * A chain that was started.
   *
   * @param metrics what its hooks count, as long as they are there
   * @param ownsPlugins whether nobody but its hooks has classes out of the plugins folder as it was
   *     read for this chain
   */
  Chain(LoadedConfig loaded, Pipeline pipeline, MetricsScope metrics, boolean ownsPlugins) {
    this.loaded = loaded;
    this.pipeline = pipeline;
    this.metrics = metrics;
    this.ownsPlugins = ownsPlugins;
  }

  LoadedConfig loaded() {
    return loaded;
  }

  TrackerConfig config() {
    return loaded.config();
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /**
   * Stops the hooks, after their last request has ended; may wait. Does nothing the second time.
   */
  @SuppressWarnings("CatchingUnchecked") // a hook is foreign code
  synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    try {
      pipeline.stop();
    } catch (Exception | LinkageError e) {
      LOG.error("a hook did not stop cleanly", e);
    }
    metrics.close();
    if (ownsPlugins) {
      config().plugins().close();
    }
  }
}
