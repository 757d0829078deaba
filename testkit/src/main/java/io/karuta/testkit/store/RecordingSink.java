package io.karuta.testkit.store;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.Debt;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.PeerTransition.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * A sink that writes down what it is offered and takes it, or refuses while told so. It owes in the
 * plainest way: what was owed, and what both counters have grown by. It fails if a store doesn't
 * say exactly once when each change is stored. Thread-safe.
 */
public final class RecordingSink implements AccountingSink {

  /**
   * What was owed before a change.
   *
   * @param uploaded bytes
   * @param downloaded bytes
   * @param seedSeconds seconds
   * @param leechSeconds seconds
   * @param snatch whether a snatch was
   */
  public record Owed(
      long uploaded, long downloaded, int seedSeconds, int leechSeconds, boolean snatch) {

    /** Nothing at all. */
    public static final Owed NOTHING = new Owed(0, 0, 0, 0, false);
  }

  /**
   * One transition as a value; the parts are those of {@link PeerTransition}.
   *
   * @param cause why the peer changed
   * @param announced whether there was an announce
   * @param infoHash the swarm
   * @param user whose peer it is
   * @param peerId the client's session
   * @param nowSecond when
   * @param known whether the peer had a record
   * @param priorDormant whether it was dormant
   * @param priorSeeder whether it was a seeder
   * @param priorUploaded counter of its last announce
   * @param priorDownloaded counter of its last announce
   * @param priorLeft what it lacked
   * @param priorSeenSecond its last announce
   * @param debt what it owed
   * @param seeder whether it is a seeder now
   * @param snatch whether this is a snatch
   * @param seedersChange change to the seeders
   * @param leechersChange change to the leechers
   * @param seeders seeders after it
   * @param leechers leechers after it
   */
  public record Offered(
      Cause cause,
      boolean announced,
      InfoHash infoHash,
      UserId user,
      PeerId peerId,
      int nowSecond,
      boolean known,
      boolean priorDormant,
      boolean priorSeeder,
      long priorUploaded,
      long priorDownloaded,
      long priorLeft,
      int priorSeenSecond,
      Owed debt,
      boolean seeder,
      boolean snatch,
      int seedersChange,
      int leechersChange,
      int seeders,
      int leechers) {}

  private final List<Offered> offers = new ArrayList<>();
  private boolean refusing;
  private int unstored;

  /** From now on takes nothing, or everything again. */
  public synchronized void refuse(boolean refuse) {
    refusing = refuse;
  }

  /** Changes that were offered and are not stored yet: 0 while no call of the store runs. */
  public synchronized int unstored() {
    return unstored;
  }

  /** What was offered since the last time of asking, oldest first. */
  public synchronized List<Offered> drain() {
    List<Offered> drained = List.copyOf(offers);
    offers.clear();
    return drained;
  }

  /** The one offer since the last time of asking. */
  public Offered only() {
    List<Offered> drained = drain();
    if (drained.size() != 1) {
      throw new AssertionError("offers: " + drained + " (expected: one)");
    }
    return drained.getFirst();
  }

  @Override
  public synchronized boolean offer(PeerTransition transition) {
    expectTicket(transition, PeerTransition.NO_TICKET);
    transition.ticket(offers.size());
    unstored++;
    Debt debt = transition.debt();
    offers.add(
        new Offered(
            transition.cause(),
            transition.announce() != null,
            InfoHash.of(transition.infoHash(), 0),
            new UserId(transition.userHigh(), transition.userLow()),
            PeerId.of(transition.peerId(), 0),
            transition.nowSecond(),
            transition.known(),
            transition.priorDormant(),
            transition.priorSeeder(),
            transition.priorUploaded(),
            transition.priorDownloaded(),
            transition.priorLeft(),
            transition.priorSeenSecond(),
            new Owed(
                debt.uploaded(),
                debt.downloaded(),
                debt.seedSeconds(),
                debt.leechSeconds(),
                debt.snatch()),
            transition.seeder(),
            transition.snatch(),
            transition.seedersChange(),
            transition.leechersChange(),
            transition.seeders(),
            transition.leechers()));
    if (refusing) {
      owe(transition);
    }
    return !refusing;
  }

  @Override
  public synchronized void stored(PeerTransition transition) {
    if (transition.ticket() == PeerTransition.NO_TICKET) {
      throw new AssertionError("stored: a change that was not offered, or a second time");
    }
    transition.ticket(PeerTransition.NO_TICKET);
    unstored--;
  }

  private static void expectTicket(PeerTransition transition, long expected) {
    if (transition.ticket() != expected) {
      throw new AssertionError("ticket: " + transition.ticket() + " (expected: " + expected + ")");
    }
  }

  private static void owe(PeerTransition transition) {
    Debt debt = transition.debt();
    long uploaded = debt.uploaded();
    long downloaded = debt.downloaded();
    var announce = transition.announce();
    if (announce != null && transition.known()) {
      uploaded += Math.max(0, announce.request().uploaded() - transition.priorUploaded());
      downloaded += Math.max(0, announce.request().downloaded() - transition.priorDownloaded());
    }
    int seconds =
        transition.known() && !transition.priorDormant()
            ? transition.nowSecond() - transition.priorSeenSecond()
            : 0;
    transition.owe(
        uploaded,
        downloaded,
        debt.seedSeconds() + (transition.priorSeeder() ? seconds : 0),
        debt.leechSeconds() + (transition.priorSeeder() ? 0 : seconds),
        debt.snatch() || transition.snatch());
  }
}
