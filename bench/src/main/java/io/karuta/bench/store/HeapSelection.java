package io.karuta.bench.store;

import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.store.SwarmAnnounce;
import java.util.SplittableRandom;

/**
 * Chooses peers of a {@link HeapSwarm} uniformly and without duplicates. Confined to one thread.
 */
final class HeapSelection {

  private final SplittableRandom random;
  private final EndpointSet listed = new EndpointSet();
  private int[] order = new int[256];

  HeapSelection(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Adds at most the wanted number of peers to a list.
   *
   * @param own the announcer's slot
   * @param more whether the announcer lacks something; if not, it gets leechers only
   */
  void choose(
      HeapSwarm swarm,
      SwarmAnnounce announce,
      int own,
      boolean more,
      boolean overIpv6,
      PeerList into) {
    int leecherStart = swarm.runStart(false, overIpv6);
    int leecherEnd = swarm.runEnd(false, overIpv6);
    int seederStart = swarm.runStart(true, overIpv6);
    int seederEnd = more ? swarm.runEnd(true, overIpv6) : seederStart;
    listed.clear();
    bar(swarm, own, overIpv6);
    int wanted = announce.numWant();
    boolean ownCounts = own >= leecherStart && own < leecherEnd;
    int leechers = leecherEnd - leecherStart - (ownCounts ? 1 : 0);
    int quota = quota(wanted, seederEnd - seederStart, leechers);
    int found = draw(swarm, announce, own, seederStart, seederEnd, quota, overIpv6, into);
    found += draw(swarm, announce, own, leecherStart, leecherEnd, wanted - found, overIpv6, into);
    if (found < wanted && quota < seederEnd - seederStart) {
      draw(swarm, announce, own, seederStart, seederEnd, wanted - found, overIpv6, into);
    }
  }

  /** A client that lost its peer id meets no copy of itself. */
  private void bar(HeapSwarm swarm, int own, boolean overIpv6) {
    if ((swarm.flags(own) & (overIpv6 ? HeapSwarm.HAS_IPV6 : HeapSwarm.HAS_IPV4)) == 0) {
      return;
    }
    if (overIpv6) {
      listed.add(swarm.ipv6(own, 0) + (swarm.ipv6(own, 2) >>> 16), swarm.ipv6(own, 1));
    } else {
      listed.add(0, swarm.ipv4(own) >>> 16);
    }
  }

  /** How many of the wanted peers are to be seeders: their share, rounded at random. */
  private int quota(int wanted, int seeders, int leechers) {
    if (wanted >= seeders + leechers || leechers == 0) {
      return Math.min(wanted, seeders);
    }
    if (seeders == 0) {
      return 0;
    }
    long scaled = (long) wanted * seeders;
    int both = seeders + leechers;
    int quota = (int) (scaled / both) + (random.nextInt(both) < scaled % both ? 1 : 0);
    return wanted > 1 ? Math.clamp(quota, 1, wanted - 1) : quota;
  }

  private int draw(
      HeapSwarm swarm,
      SwarmAnnounce announce,
      int own,
      int start,
      int end,
      int wanted,
      boolean overIpv6,
      PeerList into) {
    int length = end - start;
    if (wanted <= 0 || length == 0) {
      return 0;
    }
    int found = 0;
    if (wanted >= length) {
      for (int slot = start; slot < end && found < wanted; slot++) {
        found += consider(swarm, announce, own, slot, overIpv6, into);
      }
    } else if (2 * wanted > length) {
      begin(length);
      for (int i = 0; i < length && found < wanted; i++) {
        found += consider(swarm, announce, own, start + shuffled(i, length), overIpv6, into);
      }
    } else {
      // Who was drawn before is refused as listed already. A limit, for swarms full of one user.
      int attempts = 4 * wanted + 64;
      while (found < wanted && attempts-- > 0) {
        int slot = start + random.nextInt(length);
        found += consider(swarm, announce, own, slot, overIpv6, into);
      }
    }
    return found;
  }

  private void begin(int length) {
    if (order.length < length) {
      order = new int[2 * length];
    }
    for (int i = 0; i < length; i++) {
      order[i] = i;
    }
  }

  /** The next number of a random order (Fisher and Yates). */
  private int shuffled(int done, int length) {
    int drawn = done + random.nextInt(length - done);
    int number = order[drawn];
    order[drawn] = order[done];
    return number;
  }

  /** Adds a peer to the list if it may be there; how many were added. */
  private int consider(
      HeapSwarm swarm, SwarmAnnounce announce, int own, int slot, boolean overIpv6, PeerList into) {
    if (slot == own) {
      return 0;
    }
    long portAndUser = overIpv6 ? swarm.ipv6(slot, 2) : swarm.ipv4(slot);
    if ((char) portAndUser == fingerprint(announce.userHigh(), announce.userLow())
        && !announce.anonymous()
        && swarm.ofUser(slot, announce.userHigh(), announce.userLow())) {
      return 0;
    }
    int port = (char) (portAndUser >>> 16);
    if (!overIpv6) {
      if (!listed.add(0, portAndUser >>> 16)) {
        return 0;
      }
      into.addIpv4((int) (portAndUser >>> 32), port);
      return 1;
    }
    long high = swarm.ipv6(slot, 0);
    long low = swarm.ipv6(slot, 1);
    if (!listed.add(high + port, low)) {
      return 0;
    }
    into.addIpv6(high, low, port);
    return 1;
  }

  /** 16 bits of a user, to tell most users apart without reading their records. */
  static int fingerprint(long userHigh, long userLow) {
    return (char) (((userHigh ^ userLow) * 0x9e3779b97f4a7c15L) >>> 48);
  }
}
