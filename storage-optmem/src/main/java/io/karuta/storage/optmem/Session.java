package io.karuta.storage.optmem;

import io.karuta.pipeline.store.PeerTransition;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All that one call needs beside the map: flyweights and buffers, made once and used again and
 * again. Owned by the thread that has taken it out of {@link Sessions}.
 */
final class Session {

  /** Whether a call is using it. */
  final AtomicBoolean taken = new AtomicBoolean();

  final KeyBuffer key = new KeyBuffer();
  final Swarm swarm;
  final PeerKey peer;
  final PeerRecord record = new PeerRecord();
  final PeerTransition transition = new PeerTransition();
  final Selection selection;
  final byte[] infoHash = new byte[Layout.KEY_PART];
  final byte[] peerId = new byte[20];

  Session(SwarmMap map, TagHash hash, Totals totals, long seed) {
    swarm = new Swarm(map, key, totals);
    peer = new PeerKey(hash);
    selection = new Selection(seed);
  }
}
