package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.PeerTransition.Cause;
import io.karuta.pipeline.store.TakenChange;

/** Does once more what the accounting has taken, under the lock of the swarm. Stateless. */
final class RedoStep {

  private RedoStep() {}

  /** The session's swarm is bound, and its key set to the change's peer. */
  static void run(Session session, TakenChange change) {
    Swarm swarm = session.swarm;
    PeerRecord record = session.record;
    int slot = swarm.find(session.peer, record);
    if (slot >= 0 && record.seenSecond() - change.atSecond() > 0) {
      return;
    }
    if (change.cause() != Cause.ANNOUNCED) {
      if (slot >= 0) {
        departure(session, slot, change.cause());
      }
    } else if (change.event() == Event.STOPPED) {
      if (slot >= 0) {
        swarm.remove(slot);
        swarm.trim();
      }
    } else if (slot >= 0) {
      update(session, slot, change);
    } else if (swarm.reserve(session.peer, session.keptColumns)) {
      add(session, change);
    }
  }

  private static void departure(Session session, int slot, Cause cause) {
    if (session.record.has(Flags.DEPARTED)) {
      session.swarm.remove(slot);
      session.swarm.trim();
    } else {
      int dormant = cause == Cause.EXPIRED ? Flags.DORMANT : 0;
      session.swarm.update(slot, (session.record.flags() & ~AnnounceStep.DEBT) | dormant);
    }
  }

  private static void update(Session session, int slot, TakenChange change) {
    int before = session.record.flags();
    boolean snatch = AnnounceStep.isSnatch(before, change.left(), change.event());
    int after = flagsAfter(before & ~(Flags.DEPARTED | AnnounceStep.DEBT), change, snatch);
    fill(session.record, change);
    if (snatch && Flags.visible(after)) {
      session.swarm.addSnatch();
    }
    session.swarm.update(slot, after);
  }

  private static void add(Session session, TakenChange change) {
    boolean snatch = AnnounceStep.isSnatch(0, change.left(), change.event());
    int flags = flagsAfter(Flags.USED | Flags.DORMANT, change, snatch);
    int slot = session.swarm.add(flags, session.record);
    session.record.begin(session.peer);
    fill(session.record, change);
    session.swarm.publish(slot, flags);
  }

  private static int flagsAfter(int before, TakenChange change, boolean snatch) {
    boolean seeder = change.left() == 0;
    int flags = snatch ? before | Flags.SNATCHED : before;
    flags = Flags.with(flags, Flags.SEEDER, seeder);
    return Flags.with(flags, Flags.PARTIAL_SEED, !seeder && change.event() == Event.PAUSED);
  }

  private static void fill(PeerRecord record, TakenChange change) {
    record.counters(change.uploaded(), change.downloaded(), change.left());
    record.seen(change.atSecond());
  }
}
