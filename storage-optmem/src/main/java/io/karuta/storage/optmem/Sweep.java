package io.karuta.storage.optmem;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.store.AccountingSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Goes round all blocks in slices to let silent peers expire. One caller at a time.
 *
 * <p>The blocks of a segment in which somebody may be due are noted first; most have only fresh
 * peers and are passed over by their header. Then each is swept under the lock of its swarm, from
 * its last slot to the first: whatever a departure moves into a slot comes from behind it and was
 * looked at before. A peer that a split or a merge takes elsewhere meanwhile is found by the next
 * round.
 */
final class Sweep {

  /** Slots per slice, and what looking through a segment counts as. */
  private static final int SLICE_SLOTS = 2048;

  private static final int SEGMENT_COST = 512;

  private final SwarmMap map;
  private final Stripes stripes;
  private final Departures departures;
  private final Counter expired;
  private final Region scratch = new Region(WriteWatch.NONE);
  private final List<byte[]> dueKeys = new ArrayList<>();

  /** Keys of swarms with too many buckets, merged at the end of a round so that none is missed. */
  private final List<byte[]> shrunk = new ArrayList<>();

  private int segment;
  private int position;

  /**
   * A sweep at the begin of a round.
   *
   * @param expired counts peers that leave the counts and lists
   */
  Sweep(SwarmMap map, Stripes stripes, Departures departures, Counter expired) {
    this.map = map;
    this.stripes = stripes;
    this.departures = departures;
    this.expired = expired;
  }

  /** Looks at some more slots; true if these were the last of a round. */
  boolean slice(Session session, int nowSecond, AccountingSink sink) {
    int budget = SLICE_SLOTS;
    while (budget > 0) {
      if (position < dueKeys.size()) {
        byte[] key = dueKeys.get(position++);
        budget -= 1 + sweep(session, key, nowSecond, sink);
      } else if (segment < map.segments()) {
        dueKeys.clear();
        position = 0;
        map.forEachDue(segment++, nowSecond, scratch, dueKeys::add);
        budget -= SEGMENT_COST;
      } else if (!shrunk.isEmpty()) {
        budget -= merge(session, shrunk.getLast());
      } else {
        dueKeys.clear();
        position = 0;
        segment = 0;
        return true;
      }
    }
    return false;
  }

  /** Sweeps one block; how many slots it had. */
  private int sweep(Session session, byte[] key, int nowSecond, AccountingSink sink) {
    int bucket = PeerKey.nativeInt(key, Layout.KEY_BUCKET);
    Stripe stripe = stripes.of(key, 0);
    synchronized (stripe) {
      Swarm swarm = session.swarm;
      if (!swarm.bind(stripe, key, 0) || bucket >= swarm.buckets().count() || bucket < 0) {
        return 0;
      }
      Block block = swarm.open(bucket);
      int records = block.records();
      try {
        for (int slot = records - 1; slot >= 0; slot--) {
          if (departures.sweep(session, slot, nowSecond, sink)) {
            expired.increment();
          }
        }
        block.dueSecond(earliest(block));
        swarm.buckets().trimColumns();
      } finally {
        swarm.trimBlock();
      }
      if (swarm.buckets().areTooMany() && (shrunk.isEmpty() || !isLastShrunk(key))) {
        shrunk.add(key);
      }
      return records;
    }
  }

  private boolean isLastShrunk(byte[] key) {
    return Arrays.equals(shrunk.getLast(), 0, Layout.KEY_BUCKET, key, 0, Layout.KEY_BUCKET);
  }

  /** Merges two buckets of a swarm that has shrunk; what that costs in slots. */
  private int merge(Session session, byte[] key) {
    Stripe stripe = stripes.of(key, 0);
    synchronized (stripe) {
      Swarm swarm = session.swarm;
      if (!swarm.bind(stripe, key, 0)
          || !swarm.buckets().areTooMany()
          || !swarm.buckets().merge()) {
        shrunk.removeLast();
        return 1;
      }
      return swarm.block().slots();
    }
  }

  private int earliest(Block block) {
    int earliest = Integer.MAX_VALUE;
    for (int slot = block.records() - 1; slot >= 0; slot--) {
      int due = departures.lifetimes().dueSecond(block.flags(slot), block.seenSecond(slot));
      earliest = Math.min(earliest, due);
    }
    return earliest;
  }
}
