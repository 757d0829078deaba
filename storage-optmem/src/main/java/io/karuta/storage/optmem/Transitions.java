package io.karuta.storage.optmem;

import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.PeerTransition.Cause;

/** How records and their flags are told to the accounting. Stateless. */
final class Transitions {

  private Transitions() {}

  /** What the record holds before a change, and what it owes. */
  static void prior(PeerTransition transition, PeerRecord record, int flags) {
    transition.prior(
        record.uploaded(),
        record.downloaded(),
        record.left(),
        record.seenSecond(),
        Flags.has(flags, Flags.SEEDER),
        Flags.has(flags, Flags.DORMANT));
    record.debtInto(transition.debt());
  }

  /** What will be so after a change of flags, 0 standing for no record before it. */
  static void outcome(
      PeerTransition transition, Swarm swarm, int before, int after, boolean snatch) {
    int seedersChange = seeder(after) - seeder(before);
    int leechersChange = leecher(after) - leecher(before);
    transition.outcome(
        Flags.has(after, Flags.SEEDER),
        snatch,
        seedersChange,
        leechersChange,
        swarm.seeders() + seedersChange,
        swarm.leechers() + leechersChange);
  }

  /** Offers that the session's record leaves without an announce; its debt holds afterwards. */
  static boolean offerDeparture(Session session, Cause cause, int nowSecond, AccountingSink sink) {
    PeerRecord record = session.record;
    PeerTransition transition = session.transition;
    int before = record.flags();
    session.swarm.copyInfoHash(session.infoHash);
    record.copyPeerId(session.peerId);
    transition.beginDeparture(
        cause, nowSecond, record.userHigh(), record.userLow(), session.infoHash, session.peerId);
    prior(transition, record, before);
    outcome(transition, session.swarm, before, before | Flags.DORMANT, false);
    boolean taken = sink.offer(transition);
    if (taken) {
      transition.owed().clear();
    }
    return taken;
  }

  private static int seeder(int flags) {
    return Flags.visible(flags) && Flags.has(flags, Flags.SEEDER) ? 1 : 0;
  }

  private static int leecher(int flags) {
    return Flags.visible(flags) && !Flags.has(flags, Flags.SEEDER) ? 1 : 0;
  }
}
