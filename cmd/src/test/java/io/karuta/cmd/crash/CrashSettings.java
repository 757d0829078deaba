package io.karuta.cmd.crash;

/**
 * What a run does. Immutable.
 *
 * @param seed of every random choice
 * @param kills how often each of tracker, database and a commit's answer is hit
 * @param users how many users there are
 * @param torrents how many torrents there are
 * @param ringSize deltas that the tracker's ring holds
 * @param threads how many threads announce
 * @param rate announces per second of all threads
 */
record CrashSettings(
    long seed, int kills, int users, int torrents, int ringSize, int threads, int rate) {

  /** From system properties {@code karuta.crash.*}; a seed that isn't given is a new one. */
  static CrashSettings ofProperties() {
    return new CrashSettings(
        Long.getLong("karuta.crash.seed", System.nanoTime()),
        Integer.getInteger("karuta.crash.kills", 5),
        Integer.getInteger("karuta.crash.users", 40),
        Integer.getInteger("karuta.crash.torrents", 15),
        Integer.getInteger("karuta.crash.ring-size", 1024),
        Integer.getInteger("karuta.crash.threads", 8),
        Integer.getInteger("karuta.crash.rate", 2000));
  }

  /** How often the tracker is stopped while the database is away. */
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
