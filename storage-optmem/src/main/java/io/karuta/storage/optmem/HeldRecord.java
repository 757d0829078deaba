package io.karuta.storage.optmem;

import java.lang.foreign.Arena;

/** A copy of one record, while blocks change around it. Confined to one thread. */
final class HeldRecord {

  private static final int ALL_COLUMNS =
      Layout.IPV6_COLUMN | Layout.DEBT_COLUMN | Layout.USER_HIGH_COLUMN | Layout.TRAITS_COLUMN;

  private final Arena arena = Arena.ofConfined();
  private final Block block = new Block(WriteWatch.NONE);
  private final PeerRecord record = new PeerRecord(block);

  HeldRecord() {
    int bytes = Layout.blockBytes(1, ALL_COLUMNS);
    block.format(arena.allocate(bytes, 8).address(), 1, ALL_COLUMNS);
    record.set(0);
  }

  void hold(Block source, int slot) {
    block.copy(source, slot, 0);
  }

  /** Sets a key to the peer that is held. */
  void identify(PeerKey peer, byte[] peerId) {
    record.copyPeerId(peerId);
    peer.set(record.userHigh(), record.userLow(), peerId);
  }

  /** A block of one slot. */
  Block block() {
    return block;
  }

  /** The columns without which it can't be stored. */
  int columns() {
    return Flags.columns(record.flags()) | (record.userHigh() != 0 ? Layout.USER_HIGH_COLUMN : 0);
  }

  void close() {
    arena.close();
  }
}
