package io.karuta.cmd.crash;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a run. Immutable once the run is over. */
record CrashReport(
    CrashSettings settings,
    Map<Fault, Integer> faults,
    Tally tally,
    TrackerUnderFire tracker,
    Duration took,
    Tables tables,
    List<String> differences) {

  /** A table for people. */
  String table() {
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("database", settings.embedded() ? "embedded" : "MariaDB");
    rows.put("seed", settings.seed());
    rows.put("ring size", settings.ringSize());
    for (Fault fault : Fault.values()) {
      rows.put(fault.toString(), faults.getOrDefault(fault, 0));
    }
    rows.put("announces sent", tally.sent.sum());
    rows.put("announces answered", tally.acknowledged.sum());
    rows.put("answered without database", tally.acknowledgedWithoutDatabase.sum());
    rows.put("changes deferred, as far as told", tracker.deferred());
    rows.put("deltas delivered", tables.delivered());
    rows.put("dead letters", tables.deadLetters());
    rows.put("changes redone after a kill", tracker.redone());
    rows.put("batches recognised as delivered", tracker.repeatedBatches());
    rows.put("database fell behind at a kill", tracker.setBacks());
    rows.put("seconds", took.toSeconds());
    rows.put("differences", differences.size());
    StringBuilder table = new StringBuilder();
    rows.forEach((name, value) -> table.append("%-34s %s%n".formatted(name, value)));
    return table.toString();
  }
}
