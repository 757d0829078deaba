package io.karuta.privtrak;

import io.karuta.pipeline.hook.UserIdentifier;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.AccountingTerms;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;

/**
 * Turns changes of peers into deltas and puts them into the ring. When the ring has no room, the
 * change isn't taken and the peer owes it: nothing is lost and nobody waits. A delta is delivered
 * once the swarm store has stored its change. Thread-safe; called under swarm locks, allocates
 * nothing.
 */
final class DeltaSink implements AccountingSink {

  private final DeltaRing ring;
  private final DeltaRule rule;
  private final UserIdentifier identifier;
  private final Registry registry;
  private final CreditFactors factors;
  private final SinkMetrics metrics;

  DeltaSink(
      DeltaRing ring,
      DeltaRule rule,
      UserIdentifier identifier,
      Registry registry,
      CreditFactors factors,
      SinkMetrics metrics) {
    this.ring = ring;
    this.rule = rule;
    this.identifier = identifier;
    this.registry = registry;
    this.factors = factors;
    this.metrics = metrics;
  }

  @Override
  public boolean offer(PeerTransition transition) {
    if (transition.userHigh() == 0 && transition.userLow() == 0) {
      return true; // nobody's books
    }
    if (leftBefore(transition)) {
      return true; // was told when it fell silent; now only the record goes
    }
    CounterMove move = CounterMove.of(transition);
    boolean taken = put(transition, move);
    // Counted whether taken or not: the debt doesn't remember how it came about.
    metrics.count(move, taken);
    if (!taken) {
      owe(transition, move);
    }
    return taken;
  }

  @Override
  public void stored(PeerTransition transition) {
    long sequence = transition.ticket();
    if (sequence != PeerTransition.NO_TICKET) {
      transition.ticket(PeerTransition.NO_TICKET);
      ring.stored(sequence);
    }
  }

  private void owe(PeerTransition transition, CounterMove move) {
    long uploaded = rule.uploaded(transition, move);
    long downloaded = rule.downloaded(transition, move);
    int seedSeconds = rule.seedSeconds(transition);
    int leechSeconds = rule.leechSeconds(transition);
    boolean snatch = DeltaRule.snatch(transition);
    transition.owe(uploaded, downloaded, seedSeconds, leechSeconds, snatch);
    SwarmAnnounce announce = transition.announce();
    if (announce != null) {
      announce.booking().deferred(uploaded, downloaded, seedSeconds, leechSeconds, snatch);
    }
  }

  private static boolean leftBefore(PeerTransition transition) {
    boolean recordGoes =
        transition.cause() == PeerTransition.Cause.EXPIRED
            || transition.cause() == PeerTransition.Cause.REMOVED;
    return recordGoes && transition.priorDormant() && transition.debt().isNothing();
  }

  private boolean put(PeerTransition transition, CounterMove move) {
    boolean snatch = DeltaRule.snatch(transition);
    SwarmAnnounce announce = transition.announce();
    // Everything that could fail comes before the claim: a claimed slot should hold a delta.
    Torrent torrent =
        announce == null || snatch
            ? registry.torrents().byInfoHash(transition.infoHash(), 0)
            : null;
    long userNumber;
    long torrentNumber;
    int uploadPercent;
    int downloadPercent;
    if (announce == null) {
      userNumber = identifier.numberOf(transition.userHigh(), transition.userLow());
      torrentNumber = torrent == null ? 0 : torrent.number();
      User user = userNumber == 0 ? null : registry.users().byNumber(userNumber);
      CreditToken token = factors.tokenOf(user, torrent);
      uploadPercent = factors.uploadPercent(user, torrent, token);
      downloadPercent = factors.downloadPercent(user, torrent, token);
      AccountingTerms last = transition.lastTerms();
      if (last != null) {
        userNumber = last.userNumber() == 0 ? userNumber : last.userNumber();
        torrentNumber = last.torrentNumber() == 0 ? torrentNumber : last.torrentNumber();
        uploadPercent = Math.max(uploadPercent, last.uploadPercent());
        downloadPercent = Math.min(downloadPercent, last.downloadPercent());
      }
    } else {
      AccountingTerms terms = announce.terms();
      userNumber = terms.userNumber();
      torrentNumber = terms.torrentNumber();
      uploadPercent = terms.uploadPercent();
      downloadPercent = terms.downloadPercent();
    }
    long uploaded = rule.uploaded(transition, move);
    long downloaded = rule.downloaded(transition, move);
    long creditedUploaded = Saturating.percentOf(uploaded, uploadPercent);
    long creditedDownloaded = Saturating.percentOf(downloaded, downloadPercent);
    int seedSeconds = rule.seedSeconds(transition);
    int leechSeconds = rule.leechSeconds(transition);
    long sequence = ring.claim();
    if (sequence < 0) {
      return false;
    }
    boolean written = false;
    try {
      long slot = ring.slotOf(sequence);
      SlotWriter writer = ring.writer();
      writer.describe(slot, transition);
      writer.numbers(slot, userNumber, torrentNumber);
      writer.bytes(slot, uploaded, creditedUploaded, downloaded, creditedDownloaded);
      writer.progress(slot, seedSeconds, leechSeconds, snatch);
      ring.written(sequence);
      written = true;
    } finally {
      if (!written) {
        ring.abandon(sequence);
      }
    }
    transition.ticket(sequence);
    if (snatch && torrent != null) {
      torrent.countSnatch();
    }
    if (announce != null) {
      announce
          .booking()
          .taken(
              uploaded,
              downloaded,
              creditedUploaded,
              creditedDownloaded,
              seedSeconds,
              leechSeconds,
              snatch);
    }
    return true;
  }
}
