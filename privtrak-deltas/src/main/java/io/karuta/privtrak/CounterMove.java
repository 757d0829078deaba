package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;

/** How a peer's counters stand to those of its last announce: the cases of {@link DeltaRule}. */
enum CounterMove {
  /** The peer had no record, and its counters are 0. */
  FIRST_SIGHT,
  /** The peer had no record, and its counters are above 0. */
  FIRST_SIGHT_WITH_COUNTERS,
  /** Neither counter fell. */
  FORWARD,
  /** A counter fell at {@code started}: clients count from 0 in each session. */
  NEW_SESSION,
  /** A counter fell at a {@code stopped} that says no more than that (WebTorrent). */
  BARE_STOP,
  /** A counter fell and nothing explains it. */
  BACKWARD,
  /** The peer left without an announce. */
  NO_ANNOUNCE;

  static CounterMove of(PeerTransition transition) {
    SwarmAnnounce announce = transition.announce();
    if (announce == null) {
      return NO_ANNOUNCE;
    }
    AnnounceRequest request = announce.request();
    boolean zeros = request.uploaded() == 0 && request.downloaded() == 0;
    if (!transition.known()) {
      return zeros ? FIRST_SIGHT : FIRST_SIGHT_WITH_COUNTERS;
    }
    if (request.uploaded() >= transition.priorUploaded()
        && request.downloaded() >= transition.priorDownloaded()) {
      return FORWARD;
    }
    if (request.event() == Event.STARTED) {
      return NEW_SESSION;
    }
    boolean bare = zeros || !request.leftPresent();
    return request.event() == Event.STOPPED && bare ? BARE_STOP : BACKWARD;
  }
}
