package io.karuta.pipeline.delta;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What a delta handler is handed. Immutable.
 *
 * @param name what the operator calls this handler; no two of a tracker share it
 * @param database the tracker's database; opened when it is asked for first
 * @param metrics where it registers what it counts
 * @param clock the time
 */
public record DeltaHandlerEnvironment(
    String name, Supplier<DataSource> database, MetricsSink metrics, TrackerClock clock) {}
