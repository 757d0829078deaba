package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.store.SwarmAnnounce;

/**
 * Takes peers out of one block after the other into a list, without those of the announcer's user
 * and without doubles, see {@link Listing}. Recycled; owned by one thread at a time.
 */
final class Picker {

  private final Block block;
  private final PeerRecord record;
  private final Stride stride = new Stride();
  private final Listing listing = new Listing();
  private final Ranking ranking = new Ranking();
  private final PeerList candidatesIpv4 = PeerList.ofIpv4();
  private final PeerList candidatesIpv6 = PeerList.ofIpv6();
  private final Randomness random;

  /** What was drawn out of a run of slots, whose first one is 0. */
  private final int[] numbers = new int[Layout.MAX_SLOTS];

  private int userFingerprint;
  private boolean ranked;

  Picker(WriteWatch watch, Randomness random) {
    this.random = random;
    block = new Block(watch);
    record = new PeerRecord(block);
  }

  /**
   * Starts over.
   *
   * @param ranked how many of the highest rank are to be listed; 0 to list all that are taken
   * @param into empty
   */
  void begin(PeerKey announcer, int ranked, boolean ipv6, PeerList into) {
    userFingerprint = announcer.anonymous() ? -1 : announcer.fingerprint();
    this.ranked = ranked > 0;
    ranking.clear(ranked);
    PeerList candidates = ipv6 ? candidatesIpv6 : candidatesIpv4;
    candidates.clear();
    listing.begin(this.ranked ? candidates : into, ipv6);
  }

  /** Bars the endpoint in a slot of another block. */
  void bar(Block own, int slot) {
    listing.bar(own, slot);
  }

  /** The block that {@link #take} takes from. */
  Block block() {
    return block;
  }

  /**
   * Takes up to {@code count} peers out of the block.
   *
   * @param bucket its number
   * @param first slot of a run of peers that may be chosen
   * @param length slots of the run
   * @param neighbours whether to take peers beside each other, see {@link Selection}
   * @return how many were taken
   */
  int take(
      SwarmAnnounce announce, int bucket, int first, int length, int count, boolean neighbours) {
    stride.begin(length, count, neighbours, random);
    int taken = 0;
    while (taken < count && !stride.isOver()) {
      taken +=
          stride.isInOrder()
              ? takeNeighbours(announce, bucket, first, count - taken)
              : takeScattered(announce, bucket, first, count - taken);
    }
    return taken;
  }

  /** Takes peers from the next one on, up to the run's end or to one that needs a closer look. */
  private int takeNeighbours(SwarmAnnounce announce, int bucket, int first, int most) {
    int from = first + stride.number();
    int to = from + stride.neighbours(most);
    int alike = block.indexOf(userFingerprint, from, to);
    int taken =
        ranked
            ? rank(announce, bucket, from, alike)
            : listing.addNeighbours(block, from, alike - from);
    stride.pass(alike - from);
    if (alike < to) {
      taken += takeUnlessOwn(announce, bucket, alike);
      stride.pass(1);
    }
    return taken;
  }

  private boolean isOwn(SwarmAnnounce announce, int slot) {
    return block.fingerprint(slot) == userFingerprint
        && block.ofUser(slot, announce.userHigh(), announce.userLow());
  }

  private int takeUnlessOwn(SwarmAnnounce announce, int bucket, int slot) {
    if (isOwn(announce, slot) || !listing.add(block, slot)) {
      return 0;
    }
    if (ranked) {
      rank(announce, bucket, slot);
    }
    return 1;
  }

  private int takeScattered(SwarmAnnounce announce, int bucket, int first, int most) {
    int drawn = draw(announce, first, most);
    if (!ranked) {
      return listing.addAll(block, first, numbers, drawn);
    }
    int taken = 0;
    for (int i = 0; i < drawn; i++) {
      if (listing.add(block, first + numbers[i])) {
        rank(announce, bucket, first + numbers[i]);
        taken++;
      }
    }
    return taken;
  }

  /** Draws up to so many more peers of the run, none of the announcer's user; how many they are. */
  private int draw(SwarmAnnounce announce, int first, int most) {
    int drawn = drawStrangers(first, 0, most);
    while (drawn < most && !stride.isOver()) {
      int number = stride.next();
      if (!isOwn(announce, first + number)) {
        numbers[drawn++] = number;
      }
      drawn = drawStrangers(first, drawn, most);
    }
    return drawn;
  }

  /**
   * Draws peers up to one with the fingerprint of the announcer's user, which needs a closer look.
   * It calls nothing, so that registers are enough for it.
   */
  private int drawStrangers(int first, int from, int to) {
    Region region = block.region();
    int fingerprints = block.fingerprintOffset(first);
    int own = userFingerprint;
    int[] into = numbers;
    int length = stride.length();
    int modulus = stride.modulus();
    int step = stride.step() - modulus;
    int number = stride.number();
    int left = stride.left();
    int drawn = from;
    while (drawn < to && left > 0) {
      if (number < length) {
        if (region.unsignedShortAt(fingerprints + number * Layout.FINGERPRINT_BYTES) == own) {
          break;
        }
        into[drawn++] = number;
      }
      number += step;
      number += modulus & (number >> 31);
      left--;
    }
    stride.resume(number, left);
    return drawn;
  }

  private int rank(SwarmAnnounce announce, int bucket, int from, int to) {
    int taken = 0;
    for (int slot = from; slot < to; slot++) {
      if (listing.add(block, slot)) {
        rank(announce, bucket, slot);
        taken++;
      }
    }
    return taken;
  }

  private void rank(SwarmAnnounce announce, int bucket, int slot) {
    record.set(slot);
    long rank = announce.selector().rank(announce, record);
    ranking.add(((long) bucket << 32) | slot, rank, random.below(Integer.MAX_VALUE));
  }

  /** How many peers of the highest ranks are to be listed. */
  int ranked() {
    return ranking.size();
  }

  int rankedBucket(int index) {
    return (int) (ranking.slot(index) >>> 32);
  }

  /** Lists a ranked peer, whose block is the picker's. */
  void listRanked(int index, boolean ipv6, PeerList into) {
    record.set((int) ranking.slot(index));
    record.list(ipv6, into);
  }
}
