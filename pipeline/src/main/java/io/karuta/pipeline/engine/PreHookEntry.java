package io.karuta.pipeline.engine;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.ExecutionMode;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.pipeline.runtime.MetricsSink;

/** One pre-hook in its place: the one spot where its exceptions are caught. Thread-safe. */
final class PreHookEntry {

  private final String name;
  private final PreHook hook;
  private final HookStage stage;
  private final ExecutionMode mode;
  private final Verdict onError;
  private final HookFaults faults;
  private final Counter refusals;
  private final Histogram duration;

  PreHookEntry(HookSpec spec, PreHook hook, MetricsSink metrics) {
    name = spec.name();
    this.hook = hook;
    stage = spec.blueprint().traits().stage();
    mode = spec.blueprint().traits().mode();
    onError = spec.onError() == ErrorPolicy.REFUSE ? Pipeline.internalError() : Verdict.PROCEED;
    faults = new HookFaults(spec.name(), metrics);
    refusals =
        metrics.counter("hook-refusals", "requests that a hook refused", "hook", spec.name());
    duration =
        metrics.histogram(
            "hook-duration",
            "time of an announce in a hook, of one announce in announce.hook-sampling",
            "hook",
            spec.name());
  }

  String name() {
    return name;
  }

  PreHook hook() {
    return hook;
  }

  HookStage stage() {
    return stage;
  }

  ExecutionMode mode() {
    return mode;
  }

  /** The same as {@link #announce} with its time taken. */
  Verdict timedAnnounce(AnnounceExchange exchange) {
    long beganNanos = System.nanoTime();
    Verdict verdict = announce(exchange);
    duration.record(System.nanoTime() - beganNanos);
    return verdict;
  }

  @SuppressWarnings("CatchingUnchecked") // a hook is foreign code: whatever it throws ends here
  Verdict announce(AnnounceExchange exchange) {
    try {
      return counted(hook.onAnnounce(exchange));
    } catch (Exception | LinkageError | AssertionError e) {
      faults.note(e);
      return onError;
    }
  }

  @SuppressWarnings("CatchingUnchecked") // as above
  Verdict scrape(ScrapeExchange exchange) {
    try {
      return counted(hook.onScrape(exchange));
    } catch (Exception | LinkageError | AssertionError e) {
      faults.note(e);
      return onError;
    }
  }

  private Verdict counted(Verdict verdict) {
    if (verdict instanceof FailureReason) {
      refusals.increment();
    }
    return verdict;
  }
}
