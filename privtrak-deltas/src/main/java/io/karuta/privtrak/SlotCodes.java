package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.store.PeerTransition.Cause;

/** The numbers that stand in slots for events and causes; part of the layout. Stateless. */
final class SlotCodes {

  private SlotCodes() {}

  /** 1 to 6; 0 is {@link RingLayout#VOID}. */
  static int of(Event event) {
    return switch (event) {
      case NONE -> 1;
      case STARTED -> 2;
      case COMPLETED -> 3;
      case STOPPED -> 4;
      case PAUSED -> 5;
    };
  }

  /** The event of a peer that left without an announce. */
  static final int EXPIRED = 6;

  static DeltaEvent deltaEvent(int code) {
    return switch (code) {
      case 1 -> DeltaEvent.NONE;
      case 2 -> DeltaEvent.STARTED;
      case 3 -> DeltaEvent.COMPLETED;
      case 4 -> DeltaEvent.STOPPED;
      case 5 -> DeltaEvent.PAUSED;
      case EXPIRED -> DeltaEvent.EXPIRED;
      default -> throw new DeltaRingException("event: " + code + " (expected: 1 to 6)");
    };
  }

  /** What the announce said; none if there was no announce. */
  static Event announceEvent(int code) {
    return switch (deltaEvent(code)) {
      case NONE, EXPIRED -> Event.NONE;
      case STARTED -> Event.STARTED;
      case COMPLETED -> Event.COMPLETED;
      case STOPPED -> Event.STOPPED;
      case PAUSED -> Event.PAUSED;
    };
  }

  static int of(Cause cause) {
    return switch (cause) {
      case ANNOUNCED -> 1;
      case EXPIRED -> 2;
      case REMOVED -> 3;
      case RETRIED -> 4;
    };
  }

  static Cause cause(int code) {
    return switch (code) {
      case 1 -> Cause.ANNOUNCED;
      case 2 -> Cause.EXPIRED;
      case 3 -> Cause.REMOVED;
      case 4 -> Cause.RETRIED;
      default -> throw new DeltaRingException("cause: " + code + " (expected: 1 to 4)");
    };
  }
}
