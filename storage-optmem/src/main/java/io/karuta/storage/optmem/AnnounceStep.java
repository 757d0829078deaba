package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.Debt;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.storage.optmem.Journal.Pen;

/**
 * What one announce does to its swarm, under the swarm's lock. Everything that may fail, room in
 * the map and the sink, comes before the first change. Stateless.
 */
final class AnnounceStep {

  static final int DEBT = Flags.OWES | Flags.OWES_SNATCH;

  private static final int IPV6 =
      Flags.HAS_IPV6 | Flags.SEEN_OVER_IPV6 | Flags.LAST_OVER_IPV6 | Flags.SEEN_OVER_IPV4;

  private AnnounceStep() {}

  /** The session's swarm is bound, and its key set to the peer that announces. */
  static void run(Session session, SwarmAnnounce announce, SwarmReply reply) {
    reply.clear();
    Swarm swarm = session.swarm;
    int slot = swarm.find(session.peer, session.record);
    boolean known = slot >= 0;
    if (announce.request().event() == Event.STOPPED) {
      if (known) {
        stop(session, announce, slot);
      }
      reply.facts(known, false, true);
    } else if (known) {
      boolean early = isEarly(session.record, announce);
      int moved = update(session, announce, slot);
      reply.facts(true, early, true);
      if (!early) {
        choose(session, announce, moved, reply);
      }
    } else if (swarm.reserve(session.peer, session.columnsOf(announce))) {
      int added = add(session, announce);
      reply.facts(false, false, added >= 0);
      choose(session, announce, added, reply);
    } else {
      // No room: the client gets its peers all the same, and comes back with its counters.
      reply.facts(false, false, false);
      choose(session, announce, -1, reply);
    }
    swarm.countInto(reply.counts());
  }

  private static boolean isEarly(PeerRecord record, SwarmAnnounce announce) {
    boolean overIpv6 = announce.request().address().connectedByIpv6();
    int flags = record.flags();
    if (announce.request().event() == Event.COMPLETED
        || Flags.has(flags, Flags.DORMANT)
        || !Flags.has(flags, overIpv6 ? Flags.SEEN_OVER_IPV6 : Flags.SEEN_OVER_IPV4)) {
      return false;
    }
    int elapsedSeconds = announce.nowSecond() - record.seenSecond(overIpv6);
    return elapsedSeconds >= 0 && elapsedSeconds < announce.minIntervalSeconds();
  }

  private static int add(Session session, SwarmAnnounce announce) {
    AnnounceRequest request = announce.request();
    Swarm swarm = session.swarm;
    long left = leftOf(request, AnnounceRequest.LEFT_UNKNOWN);
    boolean snatch = isSnatch(0, left, request.event());
    int flags = flagsAfter(0, announce, left, snatch);
    boolean offered = false;
    try {
      offer(session, announce, 0, flags, snatch);
      offered = true;
    } finally {
      if (!offered) {
        swarm.release();
      }
    }
    try {
      Debt owed = session.transition.owed();
      int owing = owing(swarm, owed);
      if (owing == 0 && !owed.isNothing()) {
        swarm.release(); // no room for what it owes: unknown as before, it comes with all again
        return -1;
      }
      int slot = swarm.add(flags, session.record);
      session.record.begin(session.peer);
      fill(session.record, announce, left);
      if (owing != 0) {
        session.record.debt(owed);
      }
      swarm.publish(slot, flags | owing);
      if (snatch && !announce.hidden()) {
        swarm.addSnatch();
      }
      return slot;
    } finally {
      announce.sink().stored(session.transition);
    }
  }

  private static int update(Session session, SwarmAnnounce announce, int slot) {
    AnnounceRequest request = announce.request();
    PeerRecord record = session.record;
    Swarm swarm = session.swarm;
    int before = record.flags();
    long left = leftOf(request, record.left());
    boolean snatch = isSnatch(before, left, request.event());
    int after = flagsAfter(before, announce, left, snatch) & ~DEBT;
    if (!swarm.ensureColumns(session.columnsOf(announce))) {
      // No room for the new address; everything else is as usual.
      after = (after & ~IPV6) | (before & IPV6);
    }
    record.set(slot);
    offer(session, announce, before, after, snatch);
    try {
      Debt owed = session.transition.owed();
      int owing = owing(swarm, owed);
      record.set(slot);
      fillAddress(record, announce);
      if (owing != 0) {
        settle(
            session,
            slot,
            owing | (after & Flags.SNATCHED),
            request.uploaded(),
            request.downloaded(),
            left);
      } else if (owed.isNothing()) {
        record.counters(request.uploaded(), request.downloaded(), left);
        record.seen(announce.nowSecond());
      } else {
        // No room for a debt: what was moved stays between the counters, for the next announce.
        record.seen(announce.nowSecond());
        after = (after & ~Flags.SNATCHED) | (before & (DEBT | Flags.SNATCHED));
      }
      if (snatch && !announce.hidden()) {
        swarm.addSnatch();
      }
      return swarm.update(slot, after | owing);
    } finally {
      announce.sink().stored(session.transition);
    }
  }

  private static void stop(Session session, SwarmAnnounce announce, int slot) {
    AnnounceRequest request = announce.request();
    PeerRecord record = session.record;
    Swarm swarm = session.swarm;
    int before = record.flags();
    long left = leftOf(request, record.left());
    boolean snatch = isSnatch(before, left, request.event());
    int after = before | Flags.DORMANT | Flags.DEPARTED | (snatch ? Flags.SNATCHED : 0);
    after = Flags.with(after, Flags.SEEDER, left == 0);
    after =
        Flags.with(after, Flags.PARTIAL_SEED, left > 0 && Flags.has(before, Flags.PARTIAL_SEED));
    boolean taken = offer(session, announce, before, after, snatch);
    try {
      if (snatch && !Flags.has(before, Flags.HIDDEN)) {
        swarm.addSnatch();
      }
      if (taken) {
        swarm.remove(slot);
        swarm.trim();
      } else {
        keepDeparted(session, request, left, slot, after);
      }
    } finally {
      announce.sink().stored(session.transition);
    }
  }

  private static void keepDeparted(
      Session session, AnnounceRequest request, long left, int slot, int flags) {
    PeerRecord record = session.record;
    Debt owed = session.transition.owed();
    int owing = owing(session.swarm, owed);
    record.set(slot);
    // A client may stop with counters of 0 (WebTorrent) and come back where it was.
    long uploaded = Math.max(record.uploaded(), request.uploaded());
    long downloaded = Math.max(record.downloaded(), request.downloaded());
    if (owing != 0) {
      settle(session, slot, owing | (flags & Flags.SNATCHED), uploaded, downloaded, left);
    } else {
      record.counters(uploaded, downloaded, left);
      record.seen(session.transition.nowSecond());
    }
    session.swarm.update(slot, (flags & ~DEBT) | owing);
  }

  /**
   * Stores the counters together with what is owed, since either without the other would be wrong:
   * the sink has not taken this change, so nobody would do it once more.
   *
   * @param added flags of the debt and the snatch, which go with it
   */
  private static void settle(
      Session session, int slot, int added, long uploaded, long downloaded, long left) {
    Pen pen = session.swarm.pen();
    synchronized (pen) {
      PeerRecord draft = pen.draft(session.swarm.block(), slot);
      draft.counters(uploaded, downloaded, left);
      draft.seen(session.transition.nowSecond());
      draft.debt(session.transition.owed());
      draft.flags((draft.flags() & ~DEBT) | added);
      session.swarm.settle(pen, slot);
    }
  }

  /**
   * The flags of a debt, after the open block got the column for it; 0 if nothing is owed or there
   * is no room.
   */
  static int owing(Swarm swarm, Debt owed) {
    if (owed.isNothing() || !swarm.ensureColumns(Layout.DEBT_COLUMN)) {
      return 0;
    }
    return Flags.OWES | (owed.snatch() ? Flags.OWES_SNATCH : 0);
  }

  private static long leftOf(AnnounceRequest request, long otherwise) {
    return request.leftPresent() ? request.left() : otherwise;
  }

  /** Whether a peer whose flags were {@code before}, 0 for an unknown one, is a snatcher now. */
  static boolean isSnatch(int before, long left, Event event) {
    if (left > 0 || Flags.has(before, Flags.SNATCHED)) {
      return false;
    }
    return before == 0 ? event == Event.COMPLETED : !Flags.has(before, Flags.SEEDER);
  }

  private static int flagsAfter(int before, SwarmAnnounce announce, long left, boolean snatch) {
    AnnounceRequest request = announce.request();
    ClientAddress address = request.address();
    int flags = (before & ~(Flags.DORMANT | Flags.DEPARTED)) | Flags.USED;
    flags |= address.ipv4Present() ? Flags.HAS_IPV4 : 0;
    flags |= address.ipv6Present() ? Flags.HAS_IPV6 : 0;
    flags |= address.connectedByIpv6() ? Flags.SEEN_OVER_IPV6 : Flags.SEEN_OVER_IPV4;
    flags = Flags.with(flags, Flags.LAST_OVER_IPV6, address.connectedByIpv6());
    flags |= snatch ? Flags.SNATCHED : 0;
    flags = Flags.with(flags, Flags.HIDDEN, announce.hidden());
    flags = Flags.with(flags, Flags.SEEDER, left == 0);
    return Flags.with(flags, Flags.PARTIAL_SEED, left > 0 && request.event() == Event.PAUSED);
  }

  private static void fill(PeerRecord record, SwarmAnnounce announce, long left) {
    AnnounceRequest request = announce.request();
    fillAddress(record, announce);
    record.counters(request.uploaded(), request.downloaded(), left);
    record.seen(announce.nowSecond());
  }

  /** All that doesn't concern the accounting. */
  private static void fillAddress(PeerRecord record, SwarmAnnounce announce) {
    AnnounceRequest request = announce.request();
    ClientAddress address = request.address();
    if (address.ipv4Present()) {
      record.ipv4(address.ipv4(), request.port());
    }
    if (address.ipv6Present() && record.hasIpv6Column()) {
      record.ipv6(address.ipv6High(), address.ipv6Low(), request.port());
    }
    record.traits(announce.traits());
    record.keepSeen(address.connectedByIpv6());
  }

  /** Offers the change to the sink; what the transition says is owed holds afterwards. */
  private static boolean offer(
      Session session, SwarmAnnounce announce, int before, int after, boolean snatch) {
    PeerTransition transition = session.transition;
    transition.beginAnnounce(announce);
    if (before != 0) {
      Transitions.prior(transition, session.record, before);
    }
    Transitions.outcome(transition, session.swarm, before, after, snatch);
    boolean taken = announce.sink().offer(transition);
    if (taken) {
      transition.owed().clear();
    }
    return taken;
  }

  private static void choose(Session session, SwarmAnnounce announce, int slot, SwarmReply reply) {
    if (announce.numWant() <= 0 || !session.swarm.exists()) {
      return;
    }
    boolean more =
        leftOf(announce.request(), AnnounceRequest.LEFT_UNKNOWN) > 0
            && announce.request().event() != Event.PAUSED;
    if (announce.wantsIpv4()) {
      session.selection.choose(
          session.swarm, announce, session.peer, slot, more, false, reply.ipv4Peers());
    }
    if (announce.wantsIpv6()) {
      session.selection.choose(
          session.swarm, announce, session.peer, slot, more, true, reply.ipv6Peers());
    }
  }
}
