package io.karuta.privtrak;

import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What the accounting is handed. Immutable.
 *
 * @param clock the time
 * @param metrics where it registers what it counts
 * @param registry numbers, factors and snatch counters of users and torrents
 * @param database asked for only if the handler uses it
 * @param peerLifetime the swarm store's: most time between two announces that counts
 */
public record DeltaEnvironment(
    TrackerClock clock,
    MetricsSink metrics,
    Registry registry,
    Supplier<DataSource> database,
    Duration peerLifetime) {}
