package io.karuta.cmd.crash;

/**
 * What a run does. Immutable.
 *
 * @param embedded whether the database is the tracker's own, instead of a server
 * @param seed of every random choice
 * @param kills how often each of tracker, database and a commit's answer is hit, of those that
 *     there are
 * @param users how many users there are
 * @param torrents how many torrents there are
 * @param ringSize deltas that the tracker's ring holds; if not given, one that the seed chooses
 * @param threads how many threads announce
 * @param rate announces per second of all threads
 */
record CrashSettings(
    boolean embedded,
    long seed,
    int kills,
    int users,
    int torrents,
    int ringSize,
    int threads,
    int rate) {

  /** From one that is full most of the time to one that is full when the database is away. */
  private static final int[] RING_SIZES = {64, 512, 1024, 2048};

  /** What the embedded database may forget in a kill must still be in the ring. */
  private static final int EMBEDDED_RING_SIZE = 65536;

  /** Most deltas of a batch: so many, or half of the ring. */
  private static final int BATCH_SIZE = 500;

  /**
   * From system properties {@code karuta.crash.*}; a seed that isn't given is a new one.
   *
   * @param kills if not given
   */
  static CrashSettings ofProperties(boolean embedded, int kills) {
    long seed = Long.getLong("karuta.crash.seed", System.nanoTime());
    int ringSize =
        embedded
            ? EMBEDDED_RING_SIZE
            : RING_SIZES[(int) Math.floorMod(seed, (long) RING_SIZES.length)];
    return new CrashSettings(
        embedded,
        seed,
        Integer.getInteger("karuta.crash.kills", kills),
        Integer.getInteger("karuta.crash.users", 40),
        Integer.getInteger("karuta.crash.torrents", 15),
        Integer.getInteger("karuta.crash.ring-size", ringSize),
        Integer.getInteger("karuta.crash.threads", 8),
        Integer.getInteger("karuta.crash.rate", 2000));
  }

  int batchSize() {
    return Math.min(BATCH_SIZE, ringSize / 2);
  }

  /** How often the tracker is told to stop, in each of the ways that the plan knows. */
  int stops() {
    return kills / 5 + 1;
  }

  /** A factor that is not par for every third user. In whole hundreds, so that no byte is split. */
  int uploadPercent(int user) {
    return user % 3 == 0 ? 200 : 100;
  }

  /** Every fourth torrent is free. */
  int downloadPercent(int torrent) {
    return torrent % 4 == 0 ? 0 : 100;
  }
}
