package io.karuta.testkit;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Metrics that a test can read back. Thread-safe. */
public final class FakeMetrics implements MetricsSink {

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

  @Override
  public Counter counter(String name, String... labels) {
    return counters.computeIfAbsent(key(name, labels), _ -> new LongAdder())::add;
  }

  @Override
  public void gauge(String name, LongSupplier value, String... labels) {
    gauges.put(key(name, labels), value);
  }

  /**
   * What a counter counted, or what a gauge shows now.
   *
   * @throws IllegalArgumentException if nobody registered it; the message lists what is there
   */
  public long value(String name, String... labels) {
    String key = key(name, labels);
    LongAdder counter = counters.get(key);
    if (counter != null) {
      return counter.sum();
    }
    LongSupplier gauge = gauges.get(key);
    if (gauge != null) {
      return gauge.getAsLong();
    }
    throw new IllegalArgumentException(
        "metric: " + key + " (expected one of: " + counters.keySet() + gauges.keySet() + ")");
  }

  private static String key(String name, String... labels) {
    return labels.length == 0 ? name : name + "{" + String.join(",", labels) + "}";
  }
}
