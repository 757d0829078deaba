package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import java.util.HashMap;
import java.util.Map;

/**
 * All peers of a map with all that it says of them, read without any lookup.
 *
 * @param peers their fields by name
 * @param snatches of each swarm
 */
record StoredPeers(Map<Identity, Fields> peers, Map<InfoHash, Long> snatches) {

  /** Swarm, user and peer id. */
  record Identity(InfoHash infoHash, long userHigh, long userLow, PeerId peerId) {
    private boolean isOf(UserId user) {
      return userHigh == user.high() && userLow == user.low();
    }
  }

  /** What the accounting goes by. */
  record Account(
      boolean snatched,
      boolean owes,
      boolean owesSnatch,
      long uploaded,
      long downloaded,
      long left,
      long seen,
      long owedUploaded,
      long owedDownloaded,
      long owedSeedSeconds,
      long owedLeechSeconds) {}

  /** Everything else; what the flags say that there isn't is 0. */
  record Fields(
      long flags,
      long uploaded,
      long downloaded,
      long left,
      long seen,
      long traits,
      long ipv4,
      long ipv4Port,
      long ipv6High,
      long ipv6Low,
      long ipv6Port,
      long seenOverOther,
      long owedUploaded,
      long owedDownloaded,
      long owedSeedSeconds,
      long owedLeechSeconds) {

    Account account() {
      return new Account(
          Flags.has((int) flags, Flags.SNATCHED),
          Flags.has((int) flags, Flags.OWES),
          Flags.has((int) flags, Flags.OWES_SNATCH),
          uploaded,
          downloaded,
          left,
          seen,
          owedUploaded,
          owedDownloaded,
          owedSeedSeconds,
          owedLeechSeconds);
    }

    private long[] values() {
      return new long[] {
        flags,
        uploaded,
        downloaded,
        left,
        seen,
        traits,
        ipv4,
        ipv4Port,
        ipv6High,
        ipv6Low,
        ipv6Port,
        seenOverOther,
        owedUploaded,
        owedDownloaded,
        owedSeedSeconds,
        owedLeechSeconds
      };
    }

    /** Whether each, and each of the flags, is as in one of two others. */
    private boolean isMixOf(Fields one, Fields other) {
      long[] values = values();
      long[] ones = one.values();
      long[] others = other.values();
      if (((flags ^ one.flags) & (flags ^ other.flags)) != 0) {
        return false;
      }
      for (int i = 1; i < values.length; i++) {
        if (values[i] != ones[i] && values[i] != others[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** Reads a map that nobody changes; no peer may be there twice. */
  static StoredPeers read(SwarmMap map) {
    StoredPeers read = new StoredPeers(new HashMap<>(), new HashMap<>());
    for (int segment = 0; segment < map.segments(); segment++) {
      map.forEachEntry(segment, (key, address, _) -> read.add(key, address));
    }
    return read;
  }

  /** The only peer of a user. */
  Fields of(UserId user) {
    return peers.entrySet().stream()
        .filter(peer -> peer.getKey().isOf(user))
        .map(Map.Entry::getValue)
        .reduce((_, _) -> {
          throw new AssertionError("several peers of " + user);
        })
        .orElseThrow();
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
    return new Identity(infoHash, record.userHigh(), record.userLow(), PeerId.of(bytes, 0));
  }

  private static Fields fields(Block block, int slot, PeerRecord record) {
    int flags = record.flags();
    boolean ipv4 = Flags.has(flags, Flags.HAS_IPV4);
    boolean ipv6 = Flags.has(flags, Flags.HAS_IPV6);
    boolean seenOverBoth =
        Flags.has(flags, Flags.SEEN_OVER_IPV4) && Flags.has(flags, Flags.SEEN_OVER_IPV6);
    boolean owes = Flags.has(flags, Flags.OWES);
    Region region = block.region();
    int debt = block.debtOffset(slot);
    return new Fields(
        flags,
        record.uploaded(),
        record.downloaded(),
        record.left(),
        record.seenSecond(),
        record.traits(),
        ipv4 ? block.ipv4Address(slot) : 0,
        ipv4 ? block.ipv4Port(slot) : 0,
        ipv6 ? block.ipv6High(slot) : 0,
        ipv6 ? block.ipv6Low(slot) : 0,
        ipv6 ? block.ipv6Port(slot) : 0,
        seenOverBoth ? record.seenSecond(!Flags.has(flags, Flags.LAST_OVER_IPV6)) : 0,
        owes ? region.longAt(debt + Layout.OWED_UPLOADED) : 0,
        owes ? region.longAt(debt + Layout.OWED_DOWNLOADED) : 0,
        owes ? region.intAt(debt + Layout.OWED_SEED_SECONDS) : 0,
        owes ? region.intAt(debt + Layout.OWED_LEECH_SECONDS) : 0);
  }

  /**
   * Each peer is as it was before an operation or as it is after it; those that the operation left
   * alone are exactly so. A peer that it changed may have some fields from before and some from
   * after, one that it brought or took is there with all its fields or not at all.
   */
  void assertBetween(StoredPeers before, StoredPeers after) {
    before.peers.forEach((identity, old) -> {
      Fields changed = after.peers.get(identity);
      Fields found = peers.get(identity);
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

  /** The accounting goes by the same as in another map. */
  void assertSameAccounts(StoredPeers others) {
    assertThat(accounts()).isEqualTo(others.accounts());
  }

  private Map<Identity, Account> accounts() {
    Map<Identity, Account> accounts = new HashMap<>();
    peers.forEach((identity, fields) -> accounts.put(identity, fields.account()));
    return accounts;
  }

  private static void assertMixed(Identity identity, Fields old, Fields changed, Fields found) {
    if (!found.isMixOf(old, changed)) {
      assertThat(found).as("%s, which was %s", identity, old).isEqualTo(changed);
    }
  }

  private void assertSnatches(StoredPeers before, StoredPeers after) {
    snatches.forEach((infoHash, count) -> {
      long old = before.snatches.getOrDefault(infoHash, 0L);
      // A swarm that ends with a snatch has counted it before.
      long changed = after.snatches.getOrDefault(infoHash, old + 1);
      assertThat(count)
          .as("snatches of %s", infoHash)
          .isBetween(Math.min(old, changed), Math.max(old, changed));
    });
  }
}
