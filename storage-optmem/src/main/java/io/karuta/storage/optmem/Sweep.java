package io.karuta.storage.optmem;

import io.karuta.pipeline.store.AccountingSink;
import java.util.List;

/**
 * Goes round all swarms in slices to let silent peers expire. One caller at a time.
 *
 * <p>A swarm is swept from its last slot to the first, a few slots at a time: whatever a departure
 * moves into a slot comes from behind it and was looked at before. An announce in between may hide
 * a peer from this round; the next one finds it.
 */
final class Sweep {

  /** Slots per slice, and what looking through a segment for swarms counts as. */
  private static final int SLICE_SLOTS = 2048;

  private static final int SEGMENT_COST = 32;

  /** Slots while a lock is held: each may cost about two microseconds. */
  private static final int LOCKED_SLOTS = 128;

  private final SwarmMap map;
  private final Stripes stripes;
  private final Departures departures;
  private List<byte[]> heads = List.of();
  private int segment;
  private int position;
  private int unseenSlots = Integer.MAX_VALUE;

  Sweep(SwarmMap map, Stripes stripes, Departures departures) {
    this.map = map;
    this.stripes = stripes;
    this.departures = departures;
  }

  /** Looks at some more slots; true if these were the last of a round. */
  boolean slice(Session session, int nowSecond, AccountingSink sink) {
    int budget = SLICE_SLOTS;
    while (budget > 0) {
      if (position < heads.size()) {
        budget -= 1 + some(session, heads.get(position), nowSecond, sink);
      } else if (segment < map.segments()) {
        heads = SwarmKeys.heads(map, segment++);
        position = 0;
        budget -= SEGMENT_COST;
      } else {
        heads = List.of();
        position = 0;
        segment = 0;
        return true;
      }
    }
    return false;
  }

  private int some(Session session, byte[] head, int nowSecond, AccountingSink sink) {
    Swarm swarm = session.swarm;
    synchronized (stripes.of(head, 0)) {
      int last = swarm.bind(head, 0) ? Math.min(unseenSlots, swarm.records()) : 0;
      int first = Math.max(0, last - LOCKED_SLOTS);
      try {
        for (int slot = last - 1; slot >= first; slot--) {
          departures.sweep(session, slot, nowSecond, sink);
        }
      } finally {
        // Goes on even if the sink fails, or one peer would hold up the sweep for ever.
        swarm.trim();
        position += first == 0 ? 1 : 0;
        unseenSlots = first == 0 ? Integer.MAX_VALUE : first;
      }
      return last - first;
    }
  }
}
