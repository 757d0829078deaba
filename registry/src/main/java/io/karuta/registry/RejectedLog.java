package io.karuta.registry;

import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.runtime.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs and counts the entries that loading leaves out: the first by name, a flood of them by their
 * number. Confined to one thread.
 */
final class RejectedLog implements RegistrySource.RejectedEntries {

  private static final Logger LOG = LoggerFactory.getLogger(IndexedRegistry.class);
  private static final int MOST_BY_NAME = 100;

  private final Counter counter;
  private int rejected;

  RejectedLog(Counter counter) {
    this.counter = counter;
  }

  @Override
  public void reject(String entry, String expected, String found) {
    counter.increment();
    rejected++;
    if (rejected <= MOST_BY_NAME) {
      LOG.warn("left out {}: expected {}, found {}", entry, expected, found);
    }
  }

  /** Says how many there were, if there were any. */
  void logTotal() {
    if (rejected > 0) {
      LOG.warn("left out {} entries of the registry in all", rejected);
    }
  }
}
