package io.karuta.cmd.crash;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts of a run. Thread-safe. */
final class Tally {

  final LongAdder sent = new LongAdder();
  final LongAdder acknowledged = new LongAdder();

  /** Acknowledged while the database was away. */
  final LongAdder acknowledgedWithoutDatabase = new LongAdder();

  /** Whether the database is away just now. */
  volatile boolean databaseAway;

  /** Replies that no client should ever get. */
  final Queue<String> refused = new ConcurrentLinkedQueue<>();
}
