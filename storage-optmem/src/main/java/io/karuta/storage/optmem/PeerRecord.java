package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.Debt;
import io.karuta.pipeline.store.PeerCandidate;
import io.karuta.pipeline.store.PeerSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * One peer in a block: a flyweight that is pointed at one slot after the other, and follows its
 * block. Numbers of endpoints are big-endian as on the wire. Owned by one thread at a time.
 */
final class PeerRecord implements PeerCandidate {

  private final Block block;
  private final Region region;
  private int slot;
  private int record;

  PeerRecord(Block block) {
    this.block = block;
    region = block.region();
  }

  /** Points at a slot of the block. */
  void set(int slot) {
    assert slot >= 0 && slot < block.slots() : "slot " + slot + " of " + block.slots();
    this.slot = slot;
    record = block.recordOffset(slot);
  }

  /** Fills a free slot with the record of an unknown peer, all but the flags. */
  void begin(PeerKey key) {
    region.putShort(block.fingerprintOffset(slot), key.fingerprint());
    region.clear(block.ipv4Offset(slot), Layout.IPV4_BYTES);
    region.putLong(record + Layout.PEER_ID_HIGH, key.idHigh());
    region.putLong(record + Layout.PEER_ID_MIDDLE, key.idMiddle());
    region.putInt(record + Layout.PEER_ID_LOW, key.idLow());
    region.putLong(record + Layout.USER_LOW, key.userLow());
    if (block.hasColumns(Layout.USER_HIGH_COLUMN)) {
      region.putLong(block.userHighOffset(slot), key.userHigh());
    }
    if (block.hasColumns(Layout.IPV6_COLUMN)) {
      region.clear(block.ipv6Offset(slot), Layout.IPV6_BYTES);
    }
  }

  boolean ofUser(long userHigh, long userLow) {
    return block.ofUser(slot, userHigh, userLow);
  }

  int flags() {
    return region.unsignedShortAt(record + Layout.FLAGS);
  }

  /** Sets the flags, without the consequences that {@link Swarm} knows. */
  void flags(int flags) {
    region.putShort(record + Layout.FLAGS, flags);
  }

  boolean has(int flag) {
    return Flags.has(flags(), flag);
  }

  long userHigh() {
    return block.userHigh(slot);
  }

  long userLow() {
    return region.longAt(record + Layout.USER_LOW);
  }

  void copyPeerId(byte[] target) {
    PeerKey.writePeerId(
        region.longAt(record + Layout.PEER_ID_HIGH),
        region.longAt(record + Layout.PEER_ID_MIDDLE),
        region.intAt(record + Layout.PEER_ID_LOW),
        target);
  }

  /** The tag that follows from the peer's ids. */
  long tag(TagHash hash) {
    return hash.tag(
        userHigh(),
        userLow(),
        region.longAt(record + Layout.PEER_ID_HIGH),
        region.longAt(record + Layout.PEER_ID_MIDDLE),
        region.intAt(record + Layout.PEER_ID_LOW));
  }

  void counters(long uploaded, long downloaded, long left) {
    region.putLong(record + Layout.UPLOADED, uploaded);
    region.putLong(record + Layout.DOWNLOADED, downloaded);
    region.putLong(record + Layout.LEFT, left);
  }

  @Override
  public long uploaded() {
    return region.longAt(record + Layout.UPLOADED);
  }

  @Override
  public long downloaded() {
    return region.longAt(record + Layout.DOWNLOADED);
  }

  @Override
  public long left() {
    return region.longAt(record + Layout.LEFT);
  }

  @Override
  public boolean seeder() {
    return has(Flags.SEEDER);
  }

  @Override
  public long traits() {
    return block.hasColumns(Layout.TRAITS_COLUMN) ? region.longAt(block.traitsOffset(slot)) : 0;
  }

  /** Keeps traits where the block has room for them. */
  void traits(long traits) {
    if (block.hasColumns(Layout.TRAITS_COLUMN)) {
      region.putLong(block.traitsOffset(slot), traits);
    }
  }

  @Override
  public int seenSecond() {
    return region.intAt(record + Layout.SEEN);
  }

  void seen(int second) {
    region.putInt(record + Layout.SEEN, second);
  }

  /** When the peer announced last over a family, which the flags must say that it did. */
  int seenSecond(boolean overIpv6) {
    return overIpv6 == has(Flags.LAST_OVER_IPV6)
        ? seenSecond()
        : region.intAt(block.ipv6Offset(slot) + Layout.IPV6_OTHER_SEEN);
  }

  /**
   * Before an announce over a family is noted: keeps when the last one came, if that was over the
   * other family. The flags are still those from before it.
   */
  void keepSeen(boolean overIpv6) {
    int flags = flags();
    boolean lastOverIpv6 = Flags.has(flags, Flags.LAST_OVER_IPV6);
    if (overIpv6 != lastOverIpv6
        && hasIpv6Column()
        && Flags.has(flags, lastOverIpv6 ? Flags.SEEN_OVER_IPV6 : Flags.SEEN_OVER_IPV4)) {
      region.putInt(block.ipv6Offset(slot) + Layout.IPV6_OTHER_SEEN, seenSecond());
    }
  }

  boolean hasIpv6Column() {
    return block.hasColumns(Layout.IPV6_COLUMN);
  }

  @Override
  public int ipv4() {
    return block.ipv4Address(slot);
  }

  void ipv4(int address, int port) {
    int offset = block.ipv4Offset(slot);
    region.putInt(offset, Integer.reverseBytes(address));
    region.putShort(offset + Layout.IPV4_PORT, Short.reverseBytes((short) port));
  }

  @Override
  public long ipv6High() {
    return has(Flags.HAS_IPV6) ? block.ipv6High(slot) : 0;
  }

  @Override
  public long ipv6Low() {
    return has(Flags.HAS_IPV6) ? block.ipv6Low(slot) : 0;
  }

  void ipv6(long high, long low, int port) {
    int offset = block.ipv6Offset(slot);
    region.putLong(offset, Long.reverseBytes(high));
    region.putLong(offset + Layout.IPV6_LOW, Long.reverseBytes(low));
    region.putShort(offset + Layout.IPV6_PORT, Short.reverseBytes((short) port));
  }

  /** Adds the peer's endpoint of a family to a list. */
  void list(boolean ipv6, PeerList into) {
    int offset = into.reserve(1);
    if (ipv6) {
      region.getBytes(block.ipv6Offset(slot), into.bytes(), offset, Layout.IPV6_ENDPOINT_BYTES);
    } else {
      region.getBytes(block.ipv4Offset(slot), into.bytes(), offset, Layout.IPV4_BYTES);
    }
  }

  /** Reads the debt; most records owe nothing, and then only the flags are touched. */
  void debtInto(Debt debt) {
    int flags = flags();
    if (!Flags.has(flags, Flags.OWES)) {
      debt.clear();
      return;
    }
    int offset = block.debtOffset(slot);
    debt.set(
        region.longAt(offset + Layout.OWED_UPLOADED),
        region.longAt(offset + Layout.OWED_DOWNLOADED),
        region.intAt(offset + Layout.OWED_SEED_SECONDS),
        region.intAt(offset + Layout.OWED_LEECH_SECONDS),
        Flags.has(flags, Flags.OWES_SNATCH));
    // A departure that was taken took the debt with it.
    debt.departure(Flags.has(flags, Flags.DORMANT));
  }

  /** Writes a debt that is not nothing; the block has the column. */
  void debt(Debt debt) {
    int offset = block.debtOffset(slot);
    region.putLong(offset + Layout.OWED_UPLOADED, debt.uploaded());
    region.putLong(offset + Layout.OWED_DOWNLOADED, debt.downloaded());
    region.putInt(offset + Layout.OWED_SEED_SECONDS, debt.seedSeconds());
    region.putInt(offset + Layout.OWED_LEECH_SECONDS, debt.leechSeconds());
  }

  PeerSnapshot snapshot(InfoHash infoHash) {
    int flags = flags();
    List<Endpoint> endpoints = new ArrayList<>(2);
    if (Flags.has(flags, Flags.HAS_IPV4)) {
      endpoints.addAll(listed(false, PeerList.ofIpv4()));
    }
    if (Flags.has(flags, Flags.HAS_IPV6)) {
      endpoints.addAll(listed(true, PeerList.ofIpv6()));
    }
    return new PeerSnapshot(
        infoHash,
        new UserId(userHigh(), userLow()),
        new PeerId(
            region.longAt(record + Layout.PEER_ID_HIGH),
            region.longAt(record + Layout.PEER_ID_MIDDLE),
            region.intAt(record + Layout.PEER_ID_LOW)),
        endpoints,
        uploaded(),
        downloaded(),
        left(),
        seenSecond(),
        Flags.has(flags, Flags.SEEDER),
        Flags.has(flags, Flags.PARTIAL_SEED),
        Flags.has(flags, Flags.DORMANT));
  }

  private List<Endpoint> listed(boolean ipv6, PeerList list) {
    list(ipv6, list);
    return list.toEndpoints();
  }
}
