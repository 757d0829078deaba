package io.karuta.admin;

import io.karuta.pipeline.control.AnnounceTraces;
import io.karuta.pipeline.control.MetricsText;
import io.karuta.pipeline.control.ReloadResult;
import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.control.TrackerControl;
import io.karuta.pipeline.control.TrackerHealth;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A tracker to steer that does nothing but remember. Thread-safe. */
final class FakeControl
    implements TrackerControl, RuntimeSettings, AnnounceTraces, TrackerHealth, MetricsText {

  static final Values FROM_FILE = new Values(1800, 900, 100, 100, 0);

  volatile ReloadResult reload = new ReloadResult(true, List.of(), List.of("http.listeners"));
  volatile boolean ready = true;
  final Map<Long, List<Traced>> traces = new ConcurrentHashMap<>();
  private volatile Values values = FROM_FILE;

  @Override
  public String effectiveConfig() {
    return "# effective\nhttp { password = \"***\" }\n";
  }

  @Override
  public ReloadResult reload() {
    return reload;
  }

  @Override
  public RuntimeSettings settings() {
    return this;
  }

  @Override
  public Values current() {
    return values;
  }

  @Override
  public synchronized Values change(Edit edit) {
    Values next =
        new Values(
            pick(edit.intervalSeconds(), values.intervalSeconds(), FROM_FILE.intervalSeconds()),
            pick(
                edit.minIntervalSeconds(),
                values.minIntervalSeconds(),
                FROM_FILE.minIntervalSeconds()),
            pick(edit.uploadPercent(), values.uploadPercent(), 100),
            pick(edit.downloadPercent(), values.downloadPercent(), 100),
            edit.factorsEnd() == null ? values.factorsEnd() : Math.max(edit.factorsEnd(), 0));
    if (next.minIntervalSeconds() > next.intervalSeconds()) {
      throw new IllegalArgumentException(
          "min-interval: " + next.minIntervalSeconds() + " (expected: at most interval)");
    }
    values = next;
    return next;
  }

  private static int pick(Integer given, int now, int fromFile) {
    if (given == null) {
      return now;
    }
    return given == Edit.FROM_FILE ? fromFile : given;
  }

  @Override
  public boolean start(long userNumber, int announces, Duration duration) {
    if (traces.size() >= MAX_TRACED) {
      return false;
    }
    traces.put(userNumber, List.of());
    return true;
  }

  @Override
  public Optional<List<Traced>> of(long userNumber) {
    return Optional.ofNullable(traces.get(userNumber));
  }

  @Override
  public boolean stop(long userNumber) {
    return traces.remove(userNumber) != null;
  }

  @Override
  public List<Part> parts() {
    return List.of(
        new Part("registry", true, "loaded"), new Part("database", ready, "3 connections"));
  }

  @Override
  public String contentType() {
    return "text/plain; version=0.0.4; charset=utf-8";
  }

  @Override
  public void writeTo(OutputStream output) throws IOException {
    output.write("karuta_announces_total 7\n".getBytes(StandardCharsets.UTF_8));
  }
}
