package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaAnalyser;
import io.karuta.pipeline.delta.DeltaAnalyserEnvironment;
import io.karuta.pipeline.delta.Finding;
import io.karuta.pipeline.delta.FindingSink;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One analyser, whose exceptions and findings are counted and logged. Confined to the analysis
 * thread, but for findings, which may come from any.
 */
final class WatchedAnalyser {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedAnalyser.class);
  private static final Logger FINDINGS = LoggerFactory.getLogger("io.karuta.findings");
  private static final String LABEL = "analyser";
  private static final long LOG_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String name;
  private final DeltaAnalyser analyser;
  private final TrackerClock clock;
  private final Counter failures;
  private long unloggedFailures;
  private long loggedNanos;

  WatchedAnalyser(
      AnalysisConfig config, MetricsSink metrics, TrackerClock clock, FindingSink recent) {
    name = config.name();
    this.clock = clock;
    failures =
        metrics.counter(
            "delta-analyser-failures", "deltas at which an analyser threw", LABEL, name);
    Counter found = metrics.counter("delta-findings", "what analysers found", LABEL, name);
    FindingSink sink =
        finding -> {
          found.increment();
          recent.raise(finding);
          log(finding);
        };
    analyser = config.plan().create(new DeltaAnalyserEnvironment(name, sink, metrics, clock));
    loggedNanos = clock.nanoTime() - LOG_INTERVAL_NANOS;
  }

  private static void log(Finding finding) {
    FINDINGS.warn(
        "{}: {}: user {}, torrent {}, peer {}, delta {}: {}",
        finding.analyser(),
        finding.severity(),
        finding.userNumber(),
        finding.torrentNumber(),
        finding.peerId(),
        finding.sequence(),
        finding.text().replaceAll("\\p{Cntrl}", " "));
  }

  void observe(StatsDelta delta) {
    try {
      analyser.observe(delta);
    } catch (RuntimeException e) {
      failures.increment();
      unloggedFailures++;
      if (clock.nanoTime() - loggedNanos >= LOG_INTERVAL_NANOS) {
        LOG.error(
            "analyser {} failed {} times, lastly at delta {}; it goes on",
            name,
            unloggedFailures,
            delta.sequence(),
            e);
        unloggedFailures = 0;
        loggedNanos = clock.nanoTime();
      }
    }
  }

  void close() {
    try {
      analyser.close();
    } catch (RuntimeException e) {
      LOG.error("analyser {} could not be closed", name, e);
    }
  }
}
