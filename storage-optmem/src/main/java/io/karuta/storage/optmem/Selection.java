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
 * at random. So each peer is as likely as any other, however they are spread over the buckets. If
 * every bucket has more peers of the kind than a window is wide, all of a window are drawn from the
 * bucket in which it begins, which is as just: a bucket is begun in as often as it has peers, and
 * gives each of them as much less often. In a swarm of two buckets a window is one peer wide, and
 * both contribute.
 *
 * <p>In a swarm of many buckets the peers of a window are neighbours from a random slot on: a few
 * cache lines instead of many. Neighbours come together then, but to ever other announcers.
 */
final class Selection {

  /** Up to so many buckets, all are looked at: enough for some hundreds of peers. */
  private static final int FEW_BUCKETS = 2;

  /** From so many buckets on, peers of a window are neighbours. */
  private static final int MANY_BUCKETS = 8;

  private final Randomness random;
  private final Picker picker;
  private int pickedBucket;

  Selection(WriteWatch watch, long seed) {
    random = new Randomness(seed);
    picker = new Picker(watch, random);
  }

  /**
   * Adds at most the wanted number of peers to a list.
   *
   * @param peer who announces
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
    boolean ranked = sampleSize > numWant;
    int wanted = ranked ? sampleSize : numWant;
    picker.begin(peer, ranked ? numWant : 0, ipv6, into);
    pickedBucket = -1;
    if (slot >= 0) {
      picker.bar(swarm.block(), slot);
    }

    // The announcer must not take its own kind's only place.
    int others = isOfKind(swarm, slot, moreKind) ? moreCount - 1 : moreCount;
    int quota = quota(wanted, enoughCount, others);
    int found = draw(swarm, announce, enoughKind, enoughCount, quota);
    found += draw(swarm, announce, moreKind, moreCount, wanted - found);
    if (found < wanted && quota < enoughCount) {
      draw(swarm, announce, enoughKind, enoughCount, wanted - found);
    }
    for (int i = 0; i < picker.ranked(); i++) {
      open(swarm, picker.rankedBucket(i));
      picker.listRanked(i, ipv6, into);
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
  private int draw(Swarm swarm, SwarmAnnounce announce, int kind, int total, int wanted) {
    int count = Math.min(wanted, total);
    if (count <= 0) {
      return 0;
    }
    Directory directory = swarm.directory();
    if (directory == null) {
      return takeFromOnly(swarm, announce, kind, count);
    }
    int found =
        directory.buckets() <= FEW_BUCKETS
            ? drawFromAll(directory, announce, kind, count)
            : drawWindows(directory, announce, kind, count);
    return found == count
        ? found
        : found + fillUp(directory, announce, kind, count - found, 4L * count + 64);
  }

  private int takeFromOnly(Swarm swarm, SwarmAnnounce announce, int kind, int count) {
    open(swarm, 0);
    int first = picker.block().runStart(kind);
    int length = picker.block().runEnd(kind) - first;
    return picker.take(announce, 0, first, length, count, false);
  }

  private void open(Swarm swarm, int bucket) {
    if (pickedBucket != bucket) {
      picker.block().bind(swarm.buckets().address(bucket));
      pickedBucket = bucket;
    }
  }

  private int take(Directory directory, SwarmAnnounce announce, int kind, int bucket, int count) {
    if (pickedBucket != bucket) {
      picker.block().bind(directory.address(bucket), directory.shape(bucket));
      pickedBucket = bucket;
    }
    return picker.take(
        announce,
        bucket,
        directory.start(bucket, kind),
        directory.count(bucket, kind),
        count,
        directory.buckets() >= MANY_BUCKETS);
  }

  private int drawFromAll(Directory directory, SwarmAnnounce announce, int kind, int count) {
    double share = (double) count / directory.total(kind);
    double due = random.fraction();
    int found = 0;
    for (int bucket = 0; bucket < directory.buckets(); bucket++) {
      due += share * directory.count(bucket, kind);
      // What a bucket could not give, since it may not be listed, the next ones do.
      int missing = Math.min((int) due, count) - found;
      if (missing > 0) {
        found += take(directory, announce, kind, bucket, missing);
      }
    }
    return found;
  }

  private int drawWindows(Directory directory, SwarmAnnounce announce, int kind, int count) {
    int total = directory.total(kind);
    int windows = (count + Directory.WINDOW - 1) / Directory.WINDOW;
    // A window that fits into any bucket stays in the one where it begins.
    boolean whole = directory.isThick(kind) && 2 * windows <= directory.buckets();
    int apart = total / windows;
    int rank = random.below(total);
    int found = 0;
    int left = count;
    for (int window = windows; window > 0; window--) {
      int rest = left / window;
      left -= rest;
      int at = rank;
      while (rest > 0) {
        int bucket = directory.bucketOfRank(kind, at);
        int part =
            whole ? rest : Math.min(rest, directory.count(bucket, kind) - directory.offset());
        found += take(directory, announce, kind, bucket, part);
        rest -= part;
        at = at + part < total ? at + part : 0;
      }
      rank = rank + apart < total ? rank + apart : rank + apart - total;
    }
    return found;
  }

  /**
   * Adds peers of a kind that are not listed yet, from a random bucket on, where so many of those
   * drawn could not be listed that some are missing. Up to a limit: else a user who fills a swarm
   * would make every choice a search.
   */
  private int fillUp(
      Directory directory, SwarmAnnounce announce, int kind, int missing, long mostAttempts) {
    int total = directory.total(kind);
    long attempts = Math.min(total, mostAttempts);
    int bucket = directory.bucketOfRank(kind, random.below(total));
    int found = 0;
    while (attempts > 0 && found < missing) {
      found += take(directory, announce, kind, bucket, missing - found);
      attempts -= directory.count(bucket, kind);
      int next = directory.rankOfBucket(kind, bucket + 1);
      bucket = directory.bucketOfRank(kind, next < total ? next : 0);
    }
    return found;
  }
}
