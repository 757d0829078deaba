package io.karuta.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.pipeline.runtime.MetricsSink;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What is counted of the database: connections, the wait for one, and every error that the server
 * or the way to it answered with, whoever asked. Thread-safe. The pool sees all of them pass.
 */
final class PoolMetrics implements SQLExceptionOverride, MetricsTrackerFactory {

  private static final int MARIADB_LOCK_WAIT = 1205;
  private static final int H2_LOCK_TIMEOUT = 50200;
  private static final Set<Integer> LOCK_WAITS = Set.of(MARIADB_LOCK_WAIT, H2_LOCK_TIMEOUT);

  private final MetricsSink metrics;
  private final Histogram wait;
  private final Counter unavailable;
  private final Counter connection;
  private final Counter conflict;
  private final Counter data;
  private final Counter other;

  PoolMetrics(MetricsSink metrics) {
    this.metrics = metrics;
    wait = metrics.histogram("database-wait", "time until a connection to the database was free");
    unavailable = errors("unavailable");
    connection = errors("connection");
    conflict = errors("conflict");
    data = errors("data");
    other = errors("other");
  }

  private Counter errors(String kind) {
    return metrics.counter(
        "database-errors",
        "errors of the database: no connection in time (unavailable), a lost one (connection),"
            + " deadlocks and lock waits (conflict), refused values (data), and others",
        "kind",
        kind);
  }

  @java.lang.Override
  public Override adjudicate(SQLException error) {
    kindOf(error).increment();
    return Override.CONTINUE_EVICT;
  }

  private Counter kindOf(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    if (state.startsWith("40") || LOCK_WAITS.contains(error.getErrorCode())) {
      return conflict;
    }
    if (state.startsWith("08")) {
      return connection;
    }
    return state.startsWith("22") || state.startsWith("23") ? data : other;
  }

  @java.lang.Override
  public IMetricsTracker create(String poolName, PoolStats stats) {
    gauge("active", stats::getActiveConnections);
    gauge("idle", stats::getIdleConnections);
    gauge("awaited", stats::getPendingThreads);
    return new IMetricsTracker() {
      @java.lang.Override
      public void recordConnectionAcquiredNanos(long nanos) {
        wait.record(nanos);
      }

      @java.lang.Override
      public void recordConnectionTimeout() {
        unavailable.increment();
      }
    };
  }

  private void gauge(String state, LongSupplier value) {
    metrics.gauge(
        "database-connections",
        "connections to the database in use or idle, and threads that await one",
        value,
        "state",
        state);
  }
}
