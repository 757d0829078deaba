package io.karuta.pipeline.engine;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.pipeline.runtime.MetricsSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counters that a test reads back by name and labels, joined by commas. */
final class Counts implements MetricsSink {

  private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();

  @Override
  public Counter counter(String name, String meaning, String... labels) {
    return of(name + "," + String.join(",", labels))::addAndGet;
  }

  @Override
  public void gauge(String name, String meaning, LongSupplier value, String... labels) {}

  @Override
  public Histogram histogram(String name, String meaning, String... labels) {
    AtomicLong recorded = of(name + "," + String.join(",", labels));
    return _ -> recorded.incrementAndGet();
  }

  AtomicLong of(String key) {
    return counters.computeIfAbsent(key, _ -> new AtomicLong());
  }
}
