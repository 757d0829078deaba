package io.karuta.storage.optmem;

import io.karuta.pipeline.runtime.TrackerClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that the store is full, at most every ten minutes. Thread-safe. */
final class FullWarning {

  private static final Logger LOG = LoggerFactory.getLogger(FullWarning.class);

  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final TrackerClock clock;
  private final OptmemConfig config;
  private final AtomicLong nextAtNanos;

  FullWarning(TrackerClock clock, OptmemConfig config) {
    this.clock = clock;
    this.config = config;
    nextAtNanos = new AtomicLong(clock.nanoTime());
  }

  /** A peer was not stored. */
  void full() {
    long now = clock.nanoTime();
    long next = nextAtNanos.get();
    if (now - next >= 0 && nextAtNanos.compareAndSet(next, now + PAUSE_NANOS)) {
      LOG.warn(
          "swarm store is full: new peers are answered but neither stored nor accounted"
              + " (max-peers {}, max-torrents {})",
          config.maxPeers(),
          config.maxTorrents());
    }
  }
}
