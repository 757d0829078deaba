package io.karuta.storage.optmem;

/**
 * What only some peers need beyond the rest. A block gives it to all of its slots as soon as one of
 * its peers needs it.
 */
public enum PeerColumn {
  /** An IPv6 address, or when the peer announced over the other family. */
  IPV6(Layout.IPV6_COLUMN),

  /** What the accounting could not take yet. */
  DEBT(Layout.DEBT_COLUMN),

  /** A user id longer than 8 bytes. */
  LONG_USER_ID(Layout.USER_HIGH_COLUMN),

  /** What hooks say of the peer, if the settings ask for it. */
  TRAITS(Layout.TRAITS_COLUMN);

  private final int column;

  PeerColumn(int column) {
    this.column = column;
  }

  /** The column's number in {@link Layout}. */
  int column() {
    return column;
  }

  /** Bytes that it takes in each slot of a block. */
  public int slotBytes() {
    return Layout.slotBytes(column) - Layout.slotBytes(0);
  }
}
