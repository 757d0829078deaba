package io.karuta.testkit;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
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
  public Counter counter(String name, String meaning, String... labels) {
    return counters.computeIfAbsent(key(name, labels), _ -> new LongAdder())::add;
  }

  @Override
  public void gauge(String name, String meaning, LongSupplier value, String... labels) {
    gauges.put(key(name, labels), value);
  }

  @Override
  public Histogram histogram(String name, String meaning, String... labels) {
    LongAdder recorded = counters.computeIfAbsent(key(name, labels), _ -> new LongAdder());
    return _ -> recorded.increment();
  }

  /**
   * What a counter counted, what a gauge shows now, or how many durations a histogram recorded.
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
    if (labels.length % 2 != 0) {
      throw new IllegalArgumentException(
          "labels of " + name + ": " + String.join(", ", labels) + " (expected: pairs)");
    }
    return labels.length == 0 ? name : name + "{" + String.join(",", labels) + "}";
  }
}
