package io.karuta.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;

/** What the JVM knows of itself: memory, garbage collection, threads, files, processor. */
final class JvmMetrics implements AutoCloseable {

  private final JvmGcMetrics garbage;

  private JvmMetrics(JvmGcMetrics garbage) {
    this.garbage = garbage;
  }

  static JvmMetrics bindTo(List<MeterRegistry> registries) {
    JvmGcMetrics garbage = new JvmGcMetrics();
    List<MeterBinder> binders =
        List.of(
            new JvmMemoryMetrics(),
            garbage,
            new JvmThreadMetrics(),
            new FileDescriptorMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics());
    registries.forEach(registry -> binders.forEach(binder -> binder.bindTo(registry)));
    return new JvmMetrics(garbage);
  }

  /** Listens to the garbage collectors no more. */
  @Override
  public void close() {
    garbage.close();
  }
}
