package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.store.PeerSelector;
import io.karuta.pipeline.store.SwarmAnnounce;

/**
 * Chooses peers for a list, under the lock of the swarm, in time that depends on what is wanted and
 * on nothing else but the logarithm of the swarm. Owned by one thread at a time.
 *
 * <p>Peers of one kind, those that want more or those that have enough, are thought of as one
 * sequence through all buckets. What is wanted of them is a few windows of that sequence, spread
 * over it from a random start; of a block that a window covers in part, that many peers are drawn
 * at random. So each peer is as likely as any other, however they are spread over the buckets. In a
 * swarm of few buckets a window is one peer wide, and every bucket contributes.
 */
final class Selection {

  /** Up to so many buckets, all are looked at: enough for thousands of peers. */
  private static final int FEW_BUCKETS = 12;

  /** Width of a window in larger swarms: each costs a few cache misses. */
  private static final int WINDOW = 13;

  private final Randomness random;
  private final Stride stride = new Stride();
  private final Listed listed = new Listed();
  private final Ranking ranking = new Ranking();
  private final Block pick;
  private final PeerRecord record;

  // One choice, from choose() on.
  private int pickedBucket;
  private int ownBucket;
  private int ownSlot;
  private int userFingerprint;
  private boolean ipv6;
  private boolean ranked;

  Selection(WriteWatch watch, long seed) {
    random = new Randomness(seed);
    pick = new Block(watch);
    record = new PeerRecord(pick);
  }

  /**
   * Adds at most the wanted number of peers to a list.
   *
   * @param slot the announcer's in the open block, -1 if it has none
   * @param more whether the announcer wants more: if not, it gets only those who do
   */
  void choose(
      Swarm swarm,
      SwarmAnnounce announce,
      PeerKey peer,
      int slot,
      boolean more,
      boolean ipv6,
      PeerList into) {
    int moreKind = Directory.kind(true, ipv6);
    int enoughKind = Directory.kind(false, ipv6);
    int moreCount = swarm.total(moreKind);
    int enoughCount = more ? swarm.total(enoughKind) : 0;
    int numWant = announce.numWant();
    PeerSelector selector = announce.selector();
    int sampleSize = (int) Math.min(selector.sampleSize(numWant), 8L * numWant);
    ranked = sampleSize > numWant;
    int wanted = ranked ? sampleSize : numWant;
    begin(swarm, peer, slot, ipv6);
    ranking.clear(ranked ? numWant : 0);

    // The announcer must not take its own kind's only place.
    int others = isOfKind(swarm, slot, moreKind) ? moreCount - 1 : moreCount;
    int quota = quota(wanted, enoughCount, others);
    int found = draw(swarm, announce, enoughKind, enoughCount, quota, into);
    found += draw(swarm, announce, moreKind, moreCount, wanted - found, into);
    if (found < wanted && quota < enoughCount) {
      draw(swarm, announce, enoughKind, enoughCount, wanted - found, into);
    }
    for (int i = 0; i < ranking.size(); i++) {
      open(swarm, (int) (ranking.slot(i) >>> 32));
      record.set((int) ranking.slot(i));
      record.list(ipv6, into);
    }
  }

  private void begin(Swarm swarm, PeerKey peer, int slot, boolean overIpv6) {
    ipv6 = overIpv6;
    pickedBucket = -1;
    ownBucket = slot >= 0 ? swarm.buckets().openBucket() : -1;
    ownSlot = slot;
    userFingerprint = peer.anonymous() ? -1 : peer.fingerprint();
    listed.clear();
    if (slot >= 0) {
      barOwnEndpoint(swarm.block(), slot);
    }
  }

  /** A client that lost its peer id is to meet no copy of itself. */
  private void barOwnEndpoint(Block own, int slot) {
    if (!ipv6) {
      listed.add(own.ipv4Port(slot), Integer.toUnsignedLong(own.ipv4Address(slot)));
    } else if (own.hasColumns(Layout.IPV6_COLUMN)) {
      listed.add(own.ipv6High(slot) + own.ipv6Port(slot), own.ipv6Low(slot));
    }
  }

  private static boolean isOfKind(Swarm swarm, int slot, int kind) {
    Block block = swarm.block();
    return slot >= 0 && slot >= block.runStart(kind) && slot < block.runEnd(kind);
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
   * Adds up to {@code wanted} peers of a kind, of which there are {@code total}, not listed yet.
   */
  private int draw(
      Swarm swarm, SwarmAnnounce announce, int kind, int total, int wanted, PeerList into) {
    int count = Math.min(wanted, total);
    if (count <= 0) {
      return 0;
    }
    Directory directory = swarm.directory();
    if (directory == null) {
      open(swarm, 0);
      return take(announce, kind, count, into);
    }
    int found =
        directory.buckets() <= FEW_BUCKETS
            ? drawFromAll(swarm, directory, announce, kind, count, into)
            : drawWindows(swarm, directory, announce, kind, count, into);
    return found == count
        ? found
        : found + fillUp(swarm, directory, announce, kind, count - found, into);
  }

  private int drawFromAll(
      Swarm swarm,
      Directory directory,
      SwarmAnnounce announce,
      int kind,
      int count,
      PeerList into) {
    int total = directory.total(kind);
    long start = random.below(total);
    long before = 0;
    int found = 0;
    int due = 0;
    for (int bucket = 0; bucket < directory.buckets(); bucket++) {
      before += directory.count(bucket, kind);
      int dueHere = (int) ((before * count + start) / total);
      if (dueHere > due) {
        open(swarm, bucket);
        // What a bucket could not give, since it may not be listed, the next ones do.
        found += take(announce, kind, dueHere - found, into);
        due = dueHere;
      }
    }
    return found;
  }

  private int drawWindows(
      Swarm swarm,
      Directory directory,
      SwarmAnnounce announce,
      int kind,
      int count,
      PeerList into) {
    int total = directory.total(kind);
    int windows = (count + WINDOW - 1) / WINDOW;
    long start = random.below(total);
    int found = 0;
    for (int window = 0; window < windows; window++) {
      int rank = (int) ((start + (long) window * total / windows) % total);
      int rest = (int) ((window + 1L) * count / windows - (long) window * count / windows);
      while (rest > 0) {
        int bucket = directory.bucketOfRank(kind, rank);
        int offset = rank - directory.rankOfBucket(kind, bucket);
        int part = Math.min(rest, directory.count(bucket, kind) - offset);
        open(swarm, bucket);
        found += take(announce, kind, part, into);
        rest -= part;
        rank = rank + part < total ? rank + part : 0;
      }
    }
    return found;
  }

  private void open(Swarm swarm, int bucket) {
    if (pickedBucket != bucket) {
      pick.bind(swarm.buckets().address(bucket));
      pickedBucket = bucket;
    }
  }

  /** Adds up to {@code count} random peers of a kind out of the picked block. */
  private int take(SwarmAnnounce announce, int kind, int count, PeerList into) {
    int first = pick.runStart(kind);
    int length = pick.runEnd(kind) - first;
    int found = 0;
    if (count >= length) {
      for (int slot = first; slot < first + length; slot++) {
        found += consider(announce, slot, into);
      }
      return found;
    }
    stride.begin(length, random);
    while (found < count) {
      int number = stride.next();
      if (number < 0) {
        return found;
      }
      found += consider(announce, first + number, into);
    }
    return found;
  }

  /**
   * Adds peers of a kind that are not listed yet, from a random bucket on, where so many of those
   * drawn could not be listed that some are missing. Up to a limit: else a user who fills a swarm
   * would make every choice a search.
   */
  private int fillUp(
      Swarm swarm,
      Directory directory,
      SwarmAnnounce announce,
      int kind,
      int missing,
      PeerList into) {
    int total = directory.total(kind);
    int attempts = Math.min(total, 4 * missing + 64);
    int bucket = directory.bucketOfRank(kind, random.below(total));
    int found = 0;
    while (attempts > 0 && found < missing) {
      open(swarm, bucket);
      found += take(announce, kind, missing - found, into);
      attempts -= directory.count(bucket, kind);
      int next = directory.rankOfBucket(kind, bucket + 1);
      bucket = directory.bucketOfRank(kind, next < total ? next : 0);
    }
    return found;
  }

  /** Adds a peer to the list if it may be there; how many were added. */
  private int consider(SwarmAnnounce announce, int slot, PeerList into) {
    if (pick.fingerprint(slot) == userFingerprint
        && pick.ofUser(slot, announce.userHigh(), announce.userLow())) {
      return 0;
    }
    if (slot == ownSlot && pickedBucket == ownBucket) {
      return 0;
    }
    return ipv6 ? considerIpv6(announce, slot, into) : considerIpv4(announce, slot, into);
  }

  private int considerIpv4(SwarmAnnounce announce, int slot, PeerList into) {
    int address = pick.ipv4Address(slot);
    int port = pick.ipv4Port(slot);
    if (!listed.add(port, Integer.toUnsignedLong(address))) {
      return 0;
    }
    if (ranked) {
      rank(announce, slot);
    } else {
      into.addIpv4(address, port);
    }
    return 1;
  }

  private int considerIpv6(SwarmAnnounce announce, int slot, PeerList into) {
    long high = pick.ipv6High(slot);
    long low = pick.ipv6Low(slot);
    int port = pick.ipv6Port(slot);
    if (!listed.add(high + port, low)) {
      return 0;
    }
    if (ranked) {
      rank(announce, slot);
    } else {
      into.addIpv6(high, low, port);
    }
    return 1;
  }

  private void rank(SwarmAnnounce announce, int slot) {
    record.set(slot);
    long rank = announce.selector().rank(announce, record);
    ranking.add(((long) pickedBucket << 32) | slot, rank, random.below(Integer.MAX_VALUE));
  }
}
