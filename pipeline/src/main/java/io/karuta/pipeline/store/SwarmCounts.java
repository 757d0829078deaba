package io.karuta.pipeline.store;

/**
 * Counts of one swarm; dormant, hidden and departed peers are in none of them. Recycled; owned by
 * one thread at a time.
 */
public final class SwarmCounts {

  private int seeders;
  private int leechers;
  private int partialSeeds;
  private long snatches;

  /** All zero. */
  public void clear() {
    set(0, 0, 0, 0);
  }

  /** Sets all four. */
  public void set(int seeders, int leechers, int partialSeeds, long snatches) {
    this.seeders = seeders;
    this.leechers = leechers;
    this.partialSeeds = partialSeeds;
    this.snatches = snatches;
  }

  /** Peers that lack nothing. */
  public int seeders() {
    return seeders;
  }

  /** Peers that lack something, partial seeds included: BEP 48's {@code incomplete}. */
  public int leechers() {
    return leechers;
  }

  /** Leechers that want no more (BEP 21). */
  public int partialSeeds() {
    return partialSeeds;
  }

  /** Leechers that want more: BEP 21's {@code downloaders}. */
  public int downloaders() {
    return leechers - partialSeeds;
  }

  /** Snatches since the swarm came to be in this store; a registry may know of earlier ones. */
  public long snatches() {
    return snatches;
  }
}
