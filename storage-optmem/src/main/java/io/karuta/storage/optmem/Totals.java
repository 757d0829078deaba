package io.karuta.storage.optmem;

import io.karuta.pipeline.store.StoreTotals;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of the whole store and its limits. Thread-safe. */
final class Totals {

  private volatile long maxRecords = Long.MAX_VALUE;
  private volatile long maxSwarms = Long.MAX_VALUE;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong swarms = new AtomicLong();
  private final AtomicLong seeders = new AtomicLong();
  private final AtomicLong leechers = new AtomicLong();
  private final AtomicLong dormant = new AtomicLong();
  private final AtomicLong owing = new AtomicLong();

  /** From now on, no more records and swarms than these are taken; those that are there stay. */
  void limit(long records, long swarmCount) {
    maxRecords = records;
    maxSwarms = swarmCount;
  }

  /** Takes a place for a record before it is there. */
  boolean addRecord() {
    return add(records, maxRecords);
  }

  void removeRecord() {
    records.decrementAndGet();
  }

  boolean addSwarm() {
    return add(swarms, maxSwarms);
  }

  void removeSwarm() {
    swarms.decrementAndGet();
  }

  private static boolean add(AtomicLong count, long max) {
    if (count.incrementAndGet() > max) {
      count.decrementAndGet();
      return false;
    }
    return true;
  }

  /** A record's flags changed; 0 stands for no record. */
  void change(int before, int after) {
    add(seeders, seeder(after) - seeder(before));
    add(leechers, leecher(after) - leecher(before));
    add(dormant, dormant(after) - dormant(before));
    add(owing, owing(after) - owing(before));
  }

  private static void add(AtomicLong count, int change) {
    if (change != 0) {
      count.addAndGet(change);
    }
  }

  private static int seeder(int flags) {
    return Flags.visible(flags) && Flags.has(flags, Flags.SEEDER) ? 1 : 0;
  }

  private static int leecher(int flags) {
    return Flags.visible(flags) && !Flags.has(flags, Flags.SEEDER) ? 1 : 0;
  }

  private static int dormant(int flags) {
    return Flags.has(flags, Flags.DORMANT) ? 1 : 0;
  }

  private static int owing(int flags) {
    return Flags.has(flags, Flags.OWES) ? 1 : 0;
  }

  /** Counts what was found in the map. */
  void found(
      int swarmCount,
      int seederCount,
      int leecherCount,
      int dormantCount,
      int owingCount,
      int recordCount) {
    owing.addAndGet(owingCount);
    swarms.addAndGet(swarmCount);
    records.addAndGet(recordCount);
    seeders.addAndGet(seederCount);
    leechers.addAndGet(leecherCount);
    dormant.addAndGet(dormantCount);
  }

  /** Records of all kinds, hidden ones included. */
  long records() {
    return records.get();
  }

  /** Peers that owe something to the accounting. */
  long owing() {
    return owing.get();
  }

  long swarms() {
    return swarms.get();
  }

  StoreTotals snapshot() {
    return new StoreTotals(swarms.get(), seeders.get(), leechers.get(), dormant.get());
  }
}
