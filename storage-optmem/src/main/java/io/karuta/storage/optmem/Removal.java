package io.karuta.storage.optmem;

import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerTransition.Cause;

/**
 * Removes peers on an administrator's word, one bucket per lock like the {@link Sweep}. Immutable
 * and thread-safe.
 */
record Removal(Stripes stripes, Departures departures) {

  /**
   * Removes the peers of one swarm.
   *
   * @param filter which of them
   * @return how many were there
   */
  int remove(
      Session session, byte[] infoHash, PeerFilter filter, int nowSecond, AccountingSink sink) {
    int removed = 0;
    BucketWalk walk = new BucketWalk();
    while (!walk.done()) {
      Stripe stripe = stripes.of(infoHash, 0);
      synchronized (stripe) {
        if (!session.swarm.bind(stripe, infoHash, 0)) {
          return removed;
        }
        removed += removeSome(session, walk, filter, nowSecond, sink);
      }
    }
    return removed;
  }

  private int removeSome(
      Session session, BucketWalk walk, PeerFilter filter, int nowSecond, AccountingSink sink) {
    Swarm swarm = session.swarm;
    int buckets = swarm.buckets().count();
    int removed = 0;
    Block block = swarm.open(walk.bucket(buckets));
    try {
      for (int slot = block.records() - 1; slot >= 0; slot--) {
        session.record.set(slot);
        if (isMeant(session.record, filter) && walk.isNew(session.record.tag(session.hash))) {
          departures.depart(session, slot, Cause.REMOVED, nowSecond, sink);
          removed++;
        }
      }
    } finally {
      swarm.trim();
    }
    walk.advance(buckets);
    return removed;
  }

  private static boolean isMeant(PeerRecord record, PeerFilter filter) {
    return !record.has(Flags.DEPARTED)
        && filter.test(record.userHigh(), record.userLow(), record.seenSecond());
  }
}
