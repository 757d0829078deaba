package io.karuta.privtrak;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import io.karuta.pipeline.hook.UserIdentifier;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.AccountingTerms;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns changes of peers into deltas and puts them into the ring. When the ring has no room, the
 * change isn't taken and the peer owes it: nothing is lost and nobody waits. Thread-safe; called
 * under swarm locks, allocates nothing.
 */
final class DeltaSink implements AccountingSink {

  private static final int PAR = 100;

  private final RingBuffer<DeltaSlot> ring;
  private final BooleanSupplier open;
  private final DeltaRule rule;
  private final UserIdentifier identifier;
  private final Registry registry;
  private final SinkMetrics metrics;

  /**
   * A sink.
   *
   * @param open whether the ring still takes deltas
   */
  DeltaSink(
      RingBuffer<DeltaSlot> ring,
      BooleanSupplier open,
      DeltaRule rule,
      UserIdentifier identifier,
      Registry registry,
      SinkMetrics metrics) {
    this.ring = ring;
    this.open = open;
    this.rule = rule;
    this.identifier = identifier;
    this.registry = registry;
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
    // Everything that could fail comes before the claim: a claimed slot must be published.
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
      uploadPercent = uploadPercent(user, torrent);
      downloadPercent = downloadPercent(user, torrent);
    } else {
      AccountingTerms terms = announce.terms();
      userNumber = terms.userNumber();
      torrentNumber = terms.torrentNumber();
      uploadPercent = terms.uploadPercent();
      downloadPercent = terms.downloadPercent();
    }
    long sequence = claim();
    if (sequence < 0) {
      return false;
    }
    long uploaded = rule.uploaded(transition, move);
    long downloaded = rule.downloaded(transition, move);
    int seedSeconds = rule.seedSeconds(transition);
    int leechSeconds = rule.leechSeconds(transition);
    try {
      DeltaSlot slot = ring.get(sequence);
      slot.describe(sequence, transition);
      slot.numbers(userNumber, torrentNumber);
      slot.bytes(uploaded, uploadPercent, downloaded, downloadPercent);
      slot.progress(seedSeconds, leechSeconds, snatch);
    } finally {
      ring.publish(sequence);
    }
    if (snatch && torrent != null) {
      torrent.countSnatch();
    }
    if (announce != null) {
      announce
          .booking()
          .taken(
              uploaded,
              downloaded,
              Saturating.percentOf(uploaded, uploadPercent),
              Saturating.percentOf(downloaded, downloadPercent),
              seedSeconds,
              leechSeconds,
              snatch);
    }
    return true;
  }

  /** The next sequence, or -1 if there is no room. */
  private long claim() {
    if (!open.getAsBoolean()) {
      return -1;
    }
    try {
      return ring.tryNext();
    } catch (InsufficientCapacityException e) {
      return -1; // a constant without a stack trace
    }
  }

  private static int uploadPercent(@Nullable User user, @Nullable Torrent torrent) {
    int percent = user == null ? PAR : Math.max(PAR, user.uploadPercent());
    return torrent == null ? percent : Math.max(percent, torrent.uploadPercent());
  }

  private static int downloadPercent(@Nullable User user, @Nullable Torrent torrent) {
    int percent = user == null ? PAR : Math.min(PAR, user.downloadPercent());
    return torrent == null ? percent : Math.min(percent, torrent.downloadPercent());
  }
}
