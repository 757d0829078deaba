package io.karuta.bench.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints each run as it ends, and the medians and their ratio. Confined to one thread. */
final class LoadReport {

  private static final String HEADINGS =
      """
      | run | server | requests/s | CPU us/request | with settling | p50 us | p99 us | errors |
      |---|---|---:|---:|---:|---:|---:|---:|
      """;

  private final PrintStream out;
  private final List<Measurement> tracker = new ArrayList<>();
  private final List<Measurement> bare = new ArrayList<>();

  LoadReport(PrintStream out) {
    this.out = out;
  }

  void begin() {
    out.print(HEADINGS);
  }

  void tracker(Measurement measurement) {
    tracker.add(measurement);
    row(tracker.size(), "tracker", measurement);
  }

  void bare(Measurement measurement) {
    bare.add(measurement);
    row(bare.size(), "bare handler", measurement);
  }

  private void row(int run, String server, Measurement measurement) {
    WrkResult wrk = measurement.wrk();
    out.printf(
        Locale.ROOT,
        "| %d | %s | %.0f | %.2f | %.2f | %d | %d | %d |%n",
        run,
        server,
        wrk.requestsPerSecond(),
        measurement.cpuMicrosPerRequest(),
        measurement.cpuMicrosPerRequestSettled(),
        wrk.p50Micros(),
        wrk.p99Micros(),
        wrk.errors());
    out.flush();
  }

  /** Prints the medians; every kind of number has at least one run. */
  void end() {
    ratio("requests/s", measurement -> measurement.wrk().requestsPerSecond());
    ratio("CPU us/request", Measurement::cpuMicrosPerRequest);
    ratio("CPU us/request with settling", Measurement::cpuMicrosPerRequestSettled);
  }

  private void ratio(String what, ToDoubleFunction<Measurement> number) {
    double ofTracker = median(tracker, number);
    double ofBare = median(bare, number);
    out.printf(
        Locale.ROOT,
        "median %s: tracker %.2f, bare handler %.2f, ratio %.2f%n",
        what,
        ofTracker,
        ofBare,
        ofTracker / ofBare);
  }

  static double median(List<Measurement> measurements, ToDoubleFunction<Measurement> number) {
    double[] sorted = measurements.stream().mapToDouble(number).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
