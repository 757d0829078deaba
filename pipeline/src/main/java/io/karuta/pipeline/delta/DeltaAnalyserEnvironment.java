package io.karuta.pipeline.delta;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;

/**
 * What an analyser is handed. Immutable.
 *
 * @param name what the operator calls this analyser; no two of a tracker share it
 * @param findings where it raises what it finds
 * @param metrics where it registers what it counts
 * @param clock the time
 */
public record DeltaAnalyserEnvironment(
    String name, FindingSink findings, MetricsSink metrics, TrackerClock clock) {}
