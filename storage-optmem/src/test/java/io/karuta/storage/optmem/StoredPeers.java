package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.InfoHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All peers of a map with all that it says of them, read without any lookup.
 *
 * @param peers their fields by name
 * @param snatches of each swarm
 */
record StoredPeers(Map<Identity, Map<String, Long>> peers, Map<InfoHash, Long> snatches) {

  /** Swarm, user and peer id. */
  record Identity(InfoHash infoHash, long userHigh, long userLow, List<Byte> peerId) {}

  /** Reads a map that nobody changes; no peer may be there twice. */
  static StoredPeers read(SwarmMap map) {
    StoredPeers read = new StoredPeers(new HashMap<>(), new HashMap<>());
    for (int segment = 0; segment < map.segments(); segment++) {
      map.forEachEntry(segment, (key, address, _) -> read.add(key, address));
    }
    return read;
  }

  private void add(byte[] key, long address) {
    InfoHash infoHash = InfoHash.of(key, 0);
    Block block = new Block(WriteWatch.NONE);
    block.bind(address);
    if (PeerKey.nativeInt(key, Layout.KEY_BUCKET) == 0) {
      snatches.put(infoHash, block.snatches());
    }
    PeerRecord record = new PeerRecord(block);
    for (int slot = 0; slot < block.slots(); slot++) {
      record.set(slot);
      if (record.flags() != 0) {
        assertThat(peers.put(identity(infoHash, record), fields(block, slot, record)))
            .as("the same peer twice")
            .isNull();
      }
    }
  }

  private static Identity identity(InfoHash infoHash, PeerRecord record) {
    byte[] bytes = new byte[20];
    record.copyPeerId(bytes);
    Byte[] peerId = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      peerId[i] = bytes[i];
    }
    return new Identity(infoHash, record.userHigh(), record.userLow(), List.of(peerId));
  }

  /** What the flags say that there is; what there isn't counts as 0. */
  private static Map<String, Long> fields(Block block, int slot, PeerRecord record) {
    Map<String, Long> fields = new TreeMap<>();
    int flags = record.flags();
    fields.put("flags", (long) flags);
    fields.put("uploaded", record.uploaded());
    fields.put("downloaded", record.downloaded());
    fields.put("left", record.left());
    fields.put("seen", (long) record.seenSecond());
    fields.put("traits", record.traits());
    if (Flags.has(flags, Flags.HAS_IPV4)) {
      fields.put("ipv4", (long) block.ipv4Address(slot));
      fields.put("ipv4 port", (long) block.ipv4Port(slot));
    }
    if (Flags.has(flags, Flags.HAS_IPV6)) {
      fields.put("ipv6 high", block.ipv6High(slot));
      fields.put("ipv6 low", block.ipv6Low(slot));
      fields.put("ipv6 port", (long) block.ipv6Port(slot));
    }
    if (Flags.has(flags, Flags.SEEN_OVER_IPV4) && Flags.has(flags, Flags.SEEN_OVER_IPV6)) {
      boolean lastOverIpv6 = Flags.has(flags, Flags.LAST_OVER_IPV6);
      fields.put("seen before", (long) record.seenSecond(!lastOverIpv6));
    }
    if (Flags.has(flags, Flags.OWES)) {
      Region region = block.region();
      int debt = block.debtOffset(slot);
      fields.put("owed uploaded", region.longAt(debt + Layout.OWED_UPLOADED));
      fields.put("owed downloaded", region.longAt(debt + Layout.OWED_DOWNLOADED));
      fields.put("owed seed", (long) region.intAt(debt + Layout.OWED_SEED_SECONDS));
      fields.put("owed leech", (long) region.intAt(debt + Layout.OWED_LEECH_SECONDS));
    }
    return fields;
  }

  /**
   * Each peer is as it was before an operation or as it is after it; those that the operation left
   * alone are exactly so. A peer that it changed may have some fields from before and some from
   * after, one that it brought or took is there with all its fields or not at all.
   */
  void assertBetween(StoredPeers before, StoredPeers after) {
    before.peers.forEach((identity, old) -> {
      Map<String, Long> changed = after.peers.get(identity);
      Map<String, Long> found = peers.get(identity);
      if (found == null) {
        assertThat(changed).as("%s is lost: %s", identity, old).isNull();
      } else if (changed == null) {
        assertThat(found).as("%s", identity).isEqualTo(old);
      } else {
        assertMixed(identity, old, changed, found);
      }
    });
    after.peers.forEach((identity, added) -> {
      if (!before.peers.containsKey(identity) && peers.containsKey(identity)) {
        assertThat(peers.get(identity)).as("%s", identity).isEqualTo(added);
      }
    });
    for (Identity identity : peers.keySet()) {
      assertThat(before.peers.containsKey(identity) || after.peers.containsKey(identity))
          .as("%s comes from nowhere", identity)
          .isTrue();
    }
    assertSnatches(before, after);
  }

  private static void assertMixed(
      Identity identity,
      Map<String, Long> old,
      Map<String, Long> changed,
      Map<String, Long> found) {
    if (found.equals(old) || found.equals(changed)) {
      return;
    }
    found.forEach((field, value) ->
        assertThat(value)
            .as("%s of %s", field, identity)
            .isIn(List.of(old.getOrDefault(field, 0L), changed.getOrDefault(field, 0L))));
  }

  private void assertSnatches(StoredPeers before, StoredPeers after) {
    snatches.forEach((infoHash, count) ->
        assertThat(count)
            .as("snatches of %s", infoHash)
            .isBetween(
                before.snatches.getOrDefault(infoHash, 0L),
                Math.max(
                    before.snatches.getOrDefault(infoHash, 0L),
                    after.snatches.getOrDefault(infoHash, 0L))));
  }
}
