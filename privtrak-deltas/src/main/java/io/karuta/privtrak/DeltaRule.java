package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;

/**
 * What one change of a peer adds to its user's books. Immutable and thread-safe; allocates nothing.
 *
 * <p>Clients report counters of their session, so the delta is what they grew by:
 *
 * <table>
 *   <caption>Bytes</caption>
 *   <tr><th>counters</th><th>delta</th></tr>
 *   <tr><td>first sight, 0</td><td>0</td></tr>
 *   <tr><td>first sight, above 0</td><td>0, or what is reported with {@link FirstSight#CREDIT}</td></tr>
 *   <tr><td>neither fell</td><td>what they grew by</td></tr>
 *   <tr><td>one fell, {@code started}</td><td>what is reported: a new session began at 0</td></tr>
 *   <tr><td>one fell, bare {@code stopped}</td><td>0</td></tr>
 *   <tr><td>one fell, anything else</td><td>0</td></tr>
 *   <tr><td>no announce</td><td>0</td></tr>
 * </table>
 *
 * <p>Time counts between two announces of a peer that was a seeder (leecher) at both, or was one
 * and stops; never while it was dormant, and never more than the peer lifetime at once. To all of
 * this comes what the peer owes from changes that couldn't be taken.
 */
final class DeltaRule {

  private final FirstSight firstSight;
  private final int maxSeconds;

  DeltaRule(FirstSight firstSight, int peerLifetimeSeconds) {
    this.firstSight = firstSight;
    maxSeconds = peerLifetimeSeconds;
  }

  /** Uploaded bytes, the debt included. */
  long uploaded(PeerTransition transition, CounterMove move) {
    SwarmAnnounce announce = transition.announce();
    long reported = announce == null ? 0 : announce.request().uploaded();
    return Saturating.add(
        transition.debt().uploaded(), moved(move, transition.priorUploaded(), reported));
  }

  /** Downloaded bytes, the debt included. */
  long downloaded(PeerTransition transition, CounterMove move) {
    SwarmAnnounce announce = transition.announce();
    long reported = announce == null ? 0 : announce.request().downloaded();
    return Saturating.add(
        transition.debt().downloaded(), moved(move, transition.priorDownloaded(), reported));
  }

  private long moved(CounterMove move, long prior, long reported) {
    return switch (move) {
      case FORWARD -> reported - prior;
      case NEW_SESSION -> reported;
      case FIRST_SIGHT_WITH_COUNTERS -> firstSight == FirstSight.CREDIT ? reported : 0;
      case FIRST_SIGHT, BARE_STOP, BACKWARD, NO_ANNOUNCE -> 0;
    };
  }

  /** Seconds of seeding, the debt included. */
  int seedSeconds(PeerTransition transition) {
    boolean seeding = transition.priorSeeder() && (transition.seeder() || stops(transition));
    return Saturating.add(
        transition.debt().seedSeconds(), seeding ? secondsSinceLastAnnounce(transition) : 0);
  }

  /** Seconds of leeching, the debt included. */
  int leechSeconds(PeerTransition transition) {
    boolean leeching = !transition.priorSeeder() && (!transition.seeder() || stops(transition));
    return Saturating.add(
        transition.debt().leechSeconds(), leeching ? secondsSinceLastAnnounce(transition) : 0);
  }

  private int secondsSinceLastAnnounce(PeerTransition transition) {
    // A peer that left without announcing was silent: nobody knows until when it was there.
    if (!transition.known() || transition.priorDormant() || transition.announce() == null) {
      return 0;
    }
    int seconds = transition.nowSecond() - transition.priorSeenSecond();
    return Math.clamp(seconds, 0, maxSeconds);
  }

  private static boolean stops(PeerTransition transition) {
    SwarmAnnounce announce = transition.announce();
    return announce != null && announce.request().event() == Event.STOPPED;
  }

  /** Whether a download was finished, now or as part of the debt. */
  static boolean snatch(PeerTransition transition) {
    return transition.snatch() || transition.debt().snatch();
  }

  /** What the client lacks now, or lacked when it was last heard of. */
  static long left(PeerTransition transition) {
    SwarmAnnounce announce = transition.announce();
    if (announce == null) {
      return transition.priorLeft();
    }
    AnnounceRequest request = announce.request();
    return request.leftPresent() ? request.left() : transition.priorLeft();
  }
}
