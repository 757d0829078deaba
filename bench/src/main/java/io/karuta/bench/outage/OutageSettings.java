package io.karuta.bench.outage;

/**
 * What is measured. Immutable.
 *
 * @param outageSeconds how long the database is away
 * @param aroundSeconds how long announces are measured before and after that
 * @param rate announces per second of all threads
 * @param threads how many threads announce
 * @param peers how many peers there are
 * @param ringSize deltas that the ring holds
 */
record OutageSettings(
    int outageSeconds, int aroundSeconds, int rate, int threads, int peers, int ringSize) {

  /** From system properties {@code outage.*}. */
  static OutageSettings ofProperties() {
    return new OutageSettings(
        Integer.getInteger("outage.seconds", 10),
        Integer.getInteger("outage.around-seconds", 10),
        Integer.getInteger("outage.rate", 200_000),
        Integer.getInteger("outage.threads", 2),
        Integer.getInteger("outage.peers", 100_000),
        Integer.getInteger("outage.ring-size", 1 << 20));
  }
}
