package io.karuta.bench.store;

import io.karuta.bench.workload.Popularity;
import java.util.SplittableRandom;

/**
 * Peers that announce, as one word each, so that the harness itself costs little beside a store:
 * everything else about a peer follows from its number by mixing. The same for the same seed.
 *
 * <p>A peer's word is written only by the thread that announces it; threads have disjoint peers of
 * the same swarms. What the words say is what a store must hold, see {@link #counts}.
 *
 * <pre>
 *  bit   0       20      21         22           40        63
 *        | swarm | seeder | over IPv6 | generation | announces | gone
 * </pre>
 */
final class StoreWorkload {

  /** The seed that reports use. */
  static final long SEED = 20261121;

  private static final int SWARM_BITS = 20;
  private static final long SWARM = (1L << SWARM_BITS) - 1;
  private static final long SEEDER = 1L << 20;
  private static final long OVER_IPV6 = 1L << 21;
  private static final int GENERATION_SHIFT = 22;
  private static final long GENERATION = (1L << 18) - 1;
  private static final int ANNOUNCE_SHIFT = 40;
  private static final long ANNOUNCE_UNIT = 1L << ANNOUNCE_SHIFT;
  private static final long ANNOUNCES = (1L << 23) - 1;
  private static final long GONE = 1L << 63;

  private static final long SWARM_SALT = 0x7377_6172_6d00_0000L;

  private final long seed;
  private final int swarms;
  private final int users;
  private final int ipv6Percent;
  private final long[] peers;

  private StoreWorkload(long seed, int swarms, int users, int ipv6Percent, long[] peers) {
    this.seed = seed;
    this.swarms = swarms;
    this.users = users;
    this.ipv6Percent = ipv6Percent;
    this.peers = peers;
  }

  /**
   * Spreads peers over swarms; nobody has announced yet.
   *
   * @param ipv6Percent peers with IPv6, half of which have IPv4 as well
   */
  static StoreWorkload of(
      Popularity popularity, int peers, int swarms, int users, int ipv6Percent, long seed) {
    if (swarms > SWARM + 1) {
      throw new IllegalArgumentException("swarms: " + swarms + " (expected: at most 2^20)");
    }
    SplittableRandom random = new SplittableRandom(seed);
    long[] words = new long[peers];
    for (int peer = 0; peer < peers; peer++) {
      words[peer] = GONE | popularity.next(random) | (random.nextBoolean() ? SEEDER : 0);
    }
    return new StoreWorkload(random.nextLong(), swarms, users, ipv6Percent, words);
  }

  /** A workload of the usual shapes, with 20 % of IPv6. */
  static StoreWorkload of(WorkloadShape shape, long seed) {
    Popularity popularity = shape.popularity(shape.swarms(), shape.peers());
    return of(popularity, shape.peers(), shape.swarms(), shape.users(), 20, seed);
  }

  int peers() {
    return peers.length;
  }

  int swarms() {
    return swarms;
  }

  int swarm(int peer) {
    return (int) (peers[peer] & SWARM);
  }

  boolean seeder(int peer) {
    return (peers[peer] & SEEDER) != 0;
  }

  /** Whether the peer has not announced yet, or has stopped. */
  boolean gone(int peer) {
    return peers[peer] < 0;
  }

  /** Announces of this peer so far, those of peers that it replaced aside. */
  int announces(int peer) {
    return (int) ((peers[peer] >>> ANNOUNCE_SHIFT) & ANNOUNCES);
  }

  /** Whether its next announce comes over IPv6. */
  boolean overIpv6(int peer, long identity) {
    return hasIpv6(identity) && (!hasIpv4(identity) || (peers[peer] & OVER_IPV6) != 0);
  }

  void turn(int peer) {
    peers[peer] ^= SEEDER;
  }

  /** Counts an announce; dual-stack peers change over to the other family. */
  void announced(int peer) {
    peers[peer] = (((peers[peer] & ~GONE) + ANNOUNCE_UNIT) & ~GONE) ^ OVER_IPV6;
  }

  /** The peer has stopped. */
  void leave(int peer) {
    peers[peer] |= GONE;
  }

  /** The peer has stopped; its place is for another one in the same swarm. */
  void replace(int peer) {
    long word = peers[peer];
    long generation = ((word >>> GENERATION_SHIFT) + 1) & GENERATION;
    peers[peer] = GONE | (generation << GENERATION_SHIFT) | (word & (SWARM | SEEDER));
  }

  /** What tells a peer from all others. */
  long identity(int peer) {
    long generation = (peers[peer] >>> GENERATION_SHIFT) & GENERATION;
    return mix(seed ^ (generation << Integer.SIZE) ^ peer);
  }

  boolean hasIpv6(long identity) {
    return share(identity) < ipv6Percent;
  }

  boolean hasIpv4(long identity) {
    int share = share(identity);
    return share >= ipv6Percent || share % 2 == 0;
  }

  private static int share(long identity) {
    return (int) (((identity & 0xffff) * 100) >>> 16);
  }

  /** The number of the peer's user, from 1 on. */
  long user(long identity) {
    return 1 + (((identity >>> 32) * users) >>> 32);
  }

  /** Bytes 0 to 7 of a swarm's info hash; the others follow by {@link #mix}. */
  long infoHash(int swarm) {
    return mix(seed ^ SWARM_SALT ^ swarm);
  }

  /** Peers that have announced and not stopped. */
  int present() {
    int present = 0;
    for (int peer = 0; peer < peers.length; peer++) {
      present += gone(peer) ? 0 : 1;
    }
    return present;
  }

  /** How many peers of a kind each swarm must have. */
  int[] counts(boolean seeders) {
    int[] counts = new int[swarms];
    for (int peer = 0; peer < peers.length; peer++) {
      if (!gone(peer) && seeder(peer) == seeders) {
        counts[swarm(peer)]++;
      }
    }
    return counts;
  }

  /** SplitMix64's finisher. */
  static long mix(long word) {
    long bits = word + 0x9e3779b97f4a7c15L;
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }
}
