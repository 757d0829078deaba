package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.store.PeerSelector;
import io.karuta.pipeline.store.SwarmAnnounce;

/**
 * Chooses peers for a list, under the lock of the swarm. All that may be listed for one family are
 * two runs of slots, peers that want more and peers that have enough, so a choice is uniform, and
 * made in time that depends on what is wanted alone. Owned by one thread at a time.
 */
final class Selection {

  private final RandomSlots random;
  private final EndpointSet listed = new EndpointSet();
  private final Ranking ranking = new Ranking();
  private final PeerRecord record = new PeerRecord();

  Selection(long seed) {
    random = new RandomSlots(seed);
  }

  /**
   * Adds at most the wanted number of peers to a list.
   *
   * @param slot the announcer's, -1 if it has none
   * @param more whether the announcer wants more: if not, it gets only those who do
   */
  void choose(
      Swarm swarm, SwarmAnnounce announce, int slot, boolean more, boolean ipv6, PeerList into) {
    int numWant = announce.numWant();
    PeerSelector selector = announce.selector();
    int sampleSize = (int) Math.min(selector.sampleSize(numWant), 8L * numWant);
    boolean ranked = sampleSize > numWant;
    int wanted = ranked ? sampleSize : numWant;
    ranking.clear(ranked ? numWant : 0);
    listed.clear();

    int moreFirst = swarm.start(ipv6 ? Flags.MORE_BOTH : Flags.MORE_IPV4);
    int moreCount =
        swarm.size(Flags.MORE_BOTH) + swarm.size(ipv6 ? Flags.MORE_IPV6 : Flags.MORE_IPV4);
    int enoughFirst = swarm.start(ipv6 ? Flags.ENOUGH_BOTH : Flags.ENOUGH_IPV4);
    int enoughCount =
        more
            ? swarm.size(Flags.ENOUGH_BOTH)
                + swarm.size(ipv6 ? Flags.ENOUGH_IPV6 : Flags.ENOUGH_IPV4)
            : 0;
    // The announcer must not take its own kind's only place.
    boolean inMore = slot >= moreFirst && slot < moreFirst + moreCount;
    int quota = quota(wanted, enoughCount, inMore ? moreCount - 1 : moreCount);

    if (slot >= 0) {
      // Bars its own address too: a client that lost its peer id meets no copy of itself.
      swarm.locate(slot, record);
      listed.add(record, ipv6);
    }
    random.range(enoughFirst, enoughCount);
    int found = draw(swarm, announce, slot, ipv6, quota, ranked, into);
    boolean enoughLeft = random.remaining() > 0;
    random.range(moreFirst, moreCount);
    found += draw(swarm, announce, slot, ipv6, wanted - found, ranked, into);
    if (found < wanted && enoughLeft) {
      random.range(enoughFirst, enoughCount);
      draw(swarm, announce, slot, ipv6, wanted - found, ranked, into);
    }
    for (int i = 0; i < ranking.size(); i++) {
      swarm.locate(ranking.slot(i), record);
      list(ipv6, into);
    }
  }

  /**
   * How many of the wanted peers are to be ones that have enough: their share, rounded at random.
   */
  private int quota(int wanted, int enough, int more) {
    if (wanted >= enough + more || more == 0) {
      return Math.min(wanted, enough);
    }
    if (enough == 0) {
      return 0;
    }
    long scaled = (long) wanted * enough;
    int both = enough + more;
    int quota = (int) (scaled / both) + (random.below(both) < scaled % both ? 1 : 0);
    return wanted > 1 ? Math.clamp(quota, 1, wanted - 1) : quota;
  }

  /**
   * Draws up to {@code count} peers from the run that the random slots are set to. Those that may
   * not be listed are passed over, up to a limit: else a user who fills a swarm would make every
   * choice a search.
   */
  private int draw(
      Swarm swarm,
      SwarmAnnounce announce,
      int slot,
      boolean ipv6,
      int count,
      boolean ranked,
      PeerList into) {
    long attempts = 4L * count + 64;
    int found = 0;
    while (found < count && random.remaining() > 0 && attempts-- > 0) {
      int drawn = random.next();
      if (drawn == slot) {
        continue;
      }
      swarm.locate(drawn, record);
      if (!announce.anonymous() && record.ofUser(announce.userHigh(), announce.userLow())) {
        continue;
      }
      if (!listed.add(record, ipv6)) {
        continue;
      }
      found++;
      if (ranked) {
        long rank = announce.selector().rank(announce, record);
        ranking.add(drawn, rank, random.below(Integer.MAX_VALUE));
      } else {
        list(ipv6, into);
      }
    }
    return found;
  }

  private void list(boolean ipv6, PeerList into) {
    if (ipv6) {
      into.addIpv6(record.ipv6High(), record.ipv6Low(), record.ipv6Port());
    } else {
      into.addIpv4(record.ipv4(), record.ipv4Port());
    }
  }
}
