package io.karuta.cmd;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.pipeline.runtime.MetricsSink;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts in memory, without contention or allocation, for the summary that is logged at the stop.
 * Thread-safe.
 */
final class CountingMetrics implements MetricsSink {

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

  @Override
  public Counter counter(String name, String meaning, String... labels) {
    return counters.computeIfAbsent(key(name, labels), _ -> new LongAdder())::add;
  }

  @Override
  public void gauge(String name, String meaning, LongSupplier value, String... labels) {
    gauges.put(key(name, labels), value);
  }

  @Override
  public Histogram histogram(String name, String meaning, String... labels) {
    return Histogram.NONE;
  }

  /** Everything that is not zero, by name. */
  SortedMap<String, Long> nonZero() {
    SortedMap<String, Long> values = new TreeMap<>();
    counters.forEach((key, counter) -> values.put(key, counter.sum()));
    gauges.forEach((key, gauge) -> values.put(key, gauge.getAsLong()));
    values.values().removeIf(value -> value == 0);
    return values;
  }

  private static String key(String name, String... labels) {
    if (labels.length == 0) {
      return name;
    }
    StringBuilder key = new StringBuilder(name).append('{');
    for (int i = 0; i < labels.length; i += 2) {
      key.append(i == 0 ? "" : ",").append(labels[i]).append('=').append(labels[i + 1]);
    }
    return key.append('}').toString();
  }
}
