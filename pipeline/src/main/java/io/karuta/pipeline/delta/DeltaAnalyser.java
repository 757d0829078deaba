package io.karuta.pipeline.delta;

/**
 * Observes the deltas of all peers and raises {@linkplain Finding findings}: impossible speeds, odd
 * clients, seeding worth a bonus. Called by the one thread {@code delta-analysis}, so it may keep
 * state without guarding it.
 *
 * <p>Deltas come in the order of their sequences, soon after their announces and whether or not
 * they could be delivered. They never wait for an analyser: when it is too slow, the oldest are
 * skipped and counted, which shows as a gap in {@link StatsDelta#sequence()}. After a restart of
 * the tracker they go on with the first new one. So an analyser judges and advises; what must count
 * exactly is a {@link DeltaHandler}'s business.
 *
 * <p>An exception is counted, logged, and the next delta comes.
 */
public interface DeltaAnalyser extends AutoCloseable {

  /** Sees one delta. */
  void observe(StatsDelta delta);

  /**
   * Lets go of what the analyser holds; no delta comes after it. Does nothing unless overridden.
   */
  @Override
  default void close() {}
}
