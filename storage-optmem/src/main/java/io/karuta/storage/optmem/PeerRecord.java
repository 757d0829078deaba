package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.Debt;
import io.karuta.pipeline.store.PeerCandidate;
import io.karuta.pipeline.store.PeerSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * One peer's record in a page: a flyweight that is pointed at one slot after the other. Owned by
 * one thread at a time.
 */
final class PeerRecord implements PeerCandidate {

  private final Region tag = new Region();
  private final Region record = new Region();

  /** Points at slot {@code index} of a page. */
  void set(Region page, int pageNumber, int index) {
    int capacity = Layout.capacity(pageNumber, page.lengthBytes());
    assert index >= 0 && index < capacity : "slot " + index + " of " + capacity;
    tag.set(page, Layout.tagOffset(pageNumber, index), Layout.TAG_BYTES);
    record.set(page, Layout.recordOffset(pageNumber, capacity, index), Layout.RECORD_BYTES);
  }

  /** Overwrites this slot with another. */
  void copyFrom(PeerRecord source) {
    tag.putLong(0, source.tag());
    record.copyFrom(source.record, 0, 0, Layout.RECORD_BYTES);
  }

  /** Makes the slot a free one. */
  void erase() {
    flags(0);
    tag.putLong(0, 0);
  }

  /** Fills a free slot with the record of an unknown peer, all but the flags. */
  void begin(PeerKey key) {
    record.clear(0, Layout.RECORD_BYTES);
    tag.putLong(0, key.tag());
    record.putLong(Layout.USER_HIGH, key.userHigh());
    record.putLong(Layout.USER_LOW, key.userLow());
    record.putLong(Layout.PEER_ID_HIGH, key.idHigh());
    record.putLong(Layout.PEER_ID_MIDDLE, key.idMiddle());
    record.putInt(Layout.PEER_ID_LOW, key.idLow());
  }

  boolean is(PeerKey key) {
    return record.longAt(Layout.PEER_ID_MIDDLE) == key.idMiddle()
        && record.longAt(Layout.PEER_ID_HIGH) == key.idHigh()
        && record.intAt(Layout.PEER_ID_LOW) == key.idLow()
        && record.longAt(Layout.USER_LOW) == key.userLow()
        && record.longAt(Layout.USER_HIGH) == key.userHigh();
  }

  boolean ofUser(long userHigh, long userLow) {
    return userLow() == userLow && userHigh() == userHigh;
  }

  long tag() {
    return tag.longAt(0);
  }

  int flags() {
    return record.intAt(Layout.FLAGS);
  }

  void flags(int flags) {
    record.putInt(Layout.FLAGS, flags);
  }

  boolean has(int flag) {
    return Flags.has(flags(), flag);
  }

  long userHigh() {
    return record.longAt(Layout.USER_HIGH);
  }

  long userLow() {
    return record.longAt(Layout.USER_LOW);
  }

  void copyPeerId(byte[] target) {
    PeerKey.writePeerId(
        record.longAt(Layout.PEER_ID_HIGH),
        record.longAt(Layout.PEER_ID_MIDDLE),
        record.intAt(Layout.PEER_ID_LOW),
        target);
  }

  void counters(long uploaded, long downloaded, long left) {
    record.putLong(Layout.UPLOADED, uploaded);
    record.putLong(Layout.DOWNLOADED, downloaded);
    record.putLong(Layout.LEFT, left);
  }

  @Override
  public long uploaded() {
    return record.longAt(Layout.UPLOADED);
  }

  @Override
  public long downloaded() {
    return record.longAt(Layout.DOWNLOADED);
  }

  @Override
  public long left() {
    return record.longAt(Layout.LEFT);
  }

  @Override
  public boolean seeder() {
    return has(Flags.SEEDER);
  }

  @Override
  public int seenSecond() {
    return record.intAt(Layout.SEEN);
  }

  void seen(int second) {
    record.putInt(Layout.SEEN, second);
  }

  int seenSecond(boolean overIpv6) {
    return record.intAt(overIpv6 ? Layout.SEEN_IPV6 : Layout.SEEN_IPV4);
  }

  void seen(int second, boolean overIpv6) {
    seen(second);
    record.putInt(overIpv6 ? Layout.SEEN_IPV6 : Layout.SEEN_IPV4, second);
  }

  @Override
  public int ipv4() {
    return record.intAt(Layout.IPV4);
  }

  int ipv4Port() {
    return record.unsignedShortAt(Layout.IPV4_PORT);
  }

  void ipv4(int address, int port) {
    record.putInt(Layout.IPV4, address);
    record.putShort(Layout.IPV4_PORT, port);
  }

  @Override
  public long ipv6High() {
    return record.longAt(Layout.IPV6_HIGH);
  }

  @Override
  public long ipv6Low() {
    return record.longAt(Layout.IPV6_LOW);
  }

  int ipv6Port() {
    return record.unsignedShortAt(Layout.IPV6_PORT);
  }

  void ipv6(long high, long low, int port) {
    record.putLong(Layout.IPV6_HIGH, high);
    record.putLong(Layout.IPV6_LOW, low);
    record.putShort(Layout.IPV6_PORT, port);
  }

  /** Reads the debt; most records owe nothing, and then only the flags are touched. */
  void debtInto(Debt debt) {
    int flags = flags();
    if (!Flags.has(flags, Flags.OWES)) {
      debt.clear();
      return;
    }
    debt.set(
        record.longAt(Layout.OWED_UPLOADED),
        record.longAt(Layout.OWED_DOWNLOADED),
        record.intAt(Layout.OWED_SEED_SECONDS),
        record.intAt(Layout.OWED_LEECH_SECONDS),
        Flags.has(flags, Flags.OWES_SNATCH));
    // A departure that was taken took the debt with it.
    debt.departure(Flags.has(flags, Flags.DORMANT));
  }

  /**
   * Writes a debt.
   *
   * @return the given flags with those of the debt
   */
  int debt(Debt debt, int flags) {
    int without = flags & ~(Flags.OWES | Flags.OWES_SNATCH);
    if (debt.isNothing()) {
      return without;
    }
    record.putLong(Layout.OWED_UPLOADED, debt.uploaded());
    record.putLong(Layout.OWED_DOWNLOADED, debt.downloaded());
    record.putInt(Layout.OWED_SEED_SECONDS, debt.seedSeconds());
    record.putInt(Layout.OWED_LEECH_SECONDS, debt.leechSeconds());
    return Flags.with(without | Flags.OWES, Flags.OWES_SNATCH, debt.snatch());
  }

  /** The whole record but the tag, to keep it outside the map. */
  byte[] toBytes() {
    byte[] bytes = new byte[Layout.RECORD_BYTES];
    record.getBytes(0, bytes, 0, bytes.length);
    return bytes;
  }

  /** Fills a free slot with a kept record, all but the flags. */
  void begin(PeerKey key, byte[] kept) {
    record.putBytes(0, kept, 0, kept.length);
    flags(0);
    tag.putLong(0, key.tag());
  }

  PeerSnapshot snapshot(InfoHash infoHash) {
    int flags = flags();
    List<Endpoint> endpoints = new ArrayList<>(2);
    if (Flags.has(flags, Flags.HAS_IPV4)) {
      PeerList list = PeerList.ofIpv4();
      list.addIpv4(ipv4(), ipv4Port());
      endpoints.addAll(list.toEndpoints());
    }
    if (Flags.has(flags, Flags.HAS_IPV6)) {
      PeerList list = PeerList.ofIpv6();
      list.addIpv6(ipv6High(), ipv6Low(), ipv6Port());
      endpoints.addAll(list.toEndpoints());
    }
    return new PeerSnapshot(
        infoHash,
        new UserId(userHigh(), userLow()),
        endpoints,
        uploaded(),
        downloaded(),
        left(),
        seenSecond(),
        Flags.has(flags, Flags.SEEDER),
        Flags.has(flags, Flags.PARTIAL_SEED),
        Flags.has(flags, Flags.DORMANT));
  }
}
