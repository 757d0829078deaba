package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All that one call needs beside the map: flyweights and buffers, made once and used again and
 * again. Owned by the thread that has taken it out of {@link Sessions}.
 */
final class Session {

  /** Whether a call is using it. */
  final AtomicBoolean taken = new AtomicBoolean();

  final TagHash hash;
  final Swarm swarm;
  final PeerKey peer;

  /** A record of the swarm's open block. */
  final PeerRecord record;

  final PeerTransition transition = new PeerTransition();
  final Selection selection;
  final byte[] infoHash = new byte[Layout.KEY_BUCKET];
  final byte[] peerId = new byte[20];

  /** Columns that every peer's block is to have. */
  final int keptColumns;

  Session(OptmemFile file, Lifetimes lifetimes, int keptColumns, long seed) {
    this(
        file.map(),
        file.journal(),
        file.meta().tagHash(),
        file.totals(),
        lifetimes,
        keptColumns,
        seed);
  }

  Session(
      SwarmMap map,
      Journal journal,
      TagHash hash,
      Totals totals,
      Lifetimes lifetimes,
      int keptColumns,
      long seed) {
    this.hash = hash;
    this.keptColumns = keptColumns;
    swarm = new Swarm(map, journal, hash, totals, lifetimes);
    peer = new PeerKey(hash);
    record = new PeerRecord(swarm.block());
    selection = new Selection(map.watch(), seed);
  }

  /** The columns without which what an announce says can't be stored. */
  int columnsOf(SwarmAnnounce announce) {
    ClientAddress address = announce.request().address();
    boolean ipv6 = address.ipv6Present() || address.connectedByIpv6();
    return keptColumns | (ipv6 ? Layout.IPV6_COLUMN : 0);
  }

  void release() {
    swarm.key().release();
  }
}
