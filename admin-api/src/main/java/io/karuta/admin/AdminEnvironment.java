package io.karuta.admin;

import io.karuta.pipeline.control.AnnounceTraces;
import io.karuta.pipeline.control.MetricsText;
import io.karuta.pipeline.control.TrackerControl;
import io.karuta.pipeline.control.TrackerHealth;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerStore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the admin API looks at and steers.
 *
 * @param registry users, torrents, clients, tokens
 * @param store the swarms
 * @param accounting gives what is offered the departures of peers that are removed, once per
 *     operation: a reload may bring another one
 * @param clock the time
 * @param metrics what is counted here
 * @param control configuration, reload, settings
 * @param traces announces of single users
 * @param health how the parts are
 * @param metricsText all metrics as text
 * @param announces how many announces were answered since the start
 * @param version of Karuta
 */
public record AdminEnvironment(
    Registry registry,
    PeerStore store,
    Supplier<AccountingSink> accounting,
    TrackerClock clock,
    MetricsSink metrics,
    TrackerControl control,
    AnnounceTraces traces,
    TrackerHealth health,
    MetricsText metricsText,
    LongSupplier announces,
    String version) {}
