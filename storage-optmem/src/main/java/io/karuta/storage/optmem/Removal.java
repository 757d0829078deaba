package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerTransition.Cause;
import java.util.Optional;

/**
 * Removes peers on an administrator's word, a few slots per lock like the {@link Sweep}. Immutable
 * and thread-safe.
 */
record Removal(Stripes stripes, Departures departures) {

  private static final int LOCKED_SLOTS = 128;

  /**
   * Removes the peers of one swarm.
   *
   * @param user whose peers alone are meant; empty for all
   * @return how many were there
   */
  int remove(
      Session session, byte[] infoHash, Optional<UserId> user, int nowSecond, AccountingSink sink) {
    int removed = 0;
    int unseenSlots = Integer.MAX_VALUE;
    while (unseenSlots > 0) {
      synchronized (stripes.of(infoHash, 0)) {
        Swarm swarm = session.swarm;
        int last = swarm.bind(infoHash, 0) ? Math.min(unseenSlots, swarm.records()) : 0;
        int first = Math.max(0, last - LOCKED_SLOTS);
        try {
          for (int slot = last - 1; slot >= first; slot--) {
            swarm.locate(slot, session.record);
            if (isMeant(session.record, user)) {
              departures.depart(session, slot, Cause.REMOVED, nowSecond, sink);
              removed++;
            }
          }
        } finally {
          swarm.trim();
        }
        unseenSlots = first;
      }
    }
    return removed;
  }

  private static boolean isMeant(PeerRecord record, Optional<UserId> user) {
    return !record.has(Flags.DEPARTED)
        && (user.isEmpty() || record.ofUser(user.get().high(), user.get().low()));
  }
}
