package io.karuta.bench.store;

/**
 * How long calls took: counts per 1/16 of a power of two of nanoseconds. Confined to one thread
 * until that has ended.
 */
public final class Latencies {

  private static final int PARTS_BITS = 4;
  private static final int PARTS = 1 << PARTS_BITS;

  private final long[] counts = new long[Long.SIZE * PARTS];
  private long calls;
  private long maxNanos;

  /** Without any calls. */
  public Latencies() {}

  /** Counts one call. */
  public void record(long nanos) {
    counts[cell(Math.max(nanos, PARTS))]++;
    calls++;
    maxNanos = Math.max(maxNanos, nanos);
  }

  private static int cell(long nanos) {
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    return power * PARTS + (int) ((nanos >>> (power - PARTS_BITS)) & (PARTS - 1));
  }

  /** Counts the calls of another thread that has ended. */
  public void add(Latencies other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    calls += other.calls;
    maxNanos = Math.max(maxNanos, other.maxNanos);
  }

  /** How many calls there were. */
  public long calls() {
    return calls;
  }

  /** What the longest call took. */
  public double maxMicros() {
    return maxNanos / 1e3;
  }

  /** At most so long took a share of the calls, rounded up by 1/16 at most. */
  public double micros(double share) {
    long rank = (long) Math.ceil(calls * share);
    for (int cell = 0; cell < counts.length; cell++) {
      rank -= counts[cell];
      if (rank <= 0) {
        long base = 1L << (cell / PARTS);
        double end = base * (1 + (cell % PARTS + 1) / (double) PARTS);
        return Math.min(end, (double) maxNanos) / 1e3;
      }
    }
    return maxMicros();
  }
}
