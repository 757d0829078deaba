package io.karuta.storage.optmem;

import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.Debt;
import io.karuta.pipeline.store.PeerTransition.Cause;

/**
 * How peers of the block that is open leave without announcing, under the lock of their swarm.
 * Immutable.
 */
record Departures(Lifetimes lifetimes) {

  /**
   * Removes the peer in a slot, or keeps it departed if the sink doesn't take it. Slots before it
   * stay as they are; trimming is the caller's.
   */
  void depart(Session session, int slot, Cause cause, int nowSecond, AccountingSink sink) {
    session.record.set(slot);
    boolean taken = Transitions.offerDeparture(session, cause, nowSecond, sink);
    try {
      if (taken) {
        session.swarm.remove(slot);
      } else {
        keep(session, slot, Flags.DORMANT | Flags.DEPARTED);
      }
    } finally {
      sink.stored(session.transition);
    }
  }

  private static void silence(
      Session session, int slot, Cause cause, int nowSecond, AccountingSink sink) {
    Transitions.offerDeparture(session, cause, nowSecond, sink);
    try {
      keep(session, slot, Flags.DORMANT);
    } finally {
      sink.stored(session.transition);
    }
  }

  /**
   * Does what a slot's peer is due for, if anything. Slots before it stay as they are.
   *
   * @return whether the peer left the counts and lists
   */
  boolean sweep(Session session, int slot, int nowSecond, AccountingSink sink) {
    PeerRecord record = session.record;
    record.set(slot);
    int flags = record.flags();
    int silentSeconds = nowSecond - record.seenSecond();
    if (!Flags.has(flags, Flags.DORMANT)) {
      if (silentSeconds >= lifetimes.peerSeconds()) {
        silence(session, slot, Cause.EXPIRED, nowSecond, sink);
        return true;
      }
    } else if (Flags.has(flags, Flags.DEPARTED)) {
      depart(session, slot, Cause.RETRIED, nowSecond, sink);
    } else if (silentSeconds >= lifetimes.dormantSeconds()) {
      depart(session, slot, Cause.EXPIRED, nowSecond, sink);
    } else if (Flags.has(flags, Flags.OWES)) {
      silence(session, slot, Cause.RETRIED, nowSecond, sink);
    }
    return false;
  }

  private static void keep(Session session, int slot, int added) {
    Debt owed = session.transition.owed();
    int owing = AnnounceStep.owing(session.swarm, owed);
    PeerRecord record = session.record;
    record.set(slot);
    if (owing != 0) {
      record.debt(owed);
    }
    // Without room for a debt the old one stays, to be offered again.
    boolean lost = owing == 0 && !owed.isNothing();
    int flags = lost ? record.flags() : record.flags() & ~AnnounceStep.DEBT;
    session.swarm.update(slot, flags | added | owing);
  }
}
