package io.karuta.testkit.store;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerSnapshot;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the parts of the contract need of the store under test. */
interface StoreSubject {

  /** Peer lifetime of {@link #store()}. */
  Duration PEER_LIFETIME = Duration.ofMinutes(45);

  /** Dormant lifetime of {@link #store()}. */
  Duration DORMANT_LIFETIME = Duration.ofDays(21);

  int PEER_LIFETIME_SECONDS = (int) PEER_LIFETIME.toSeconds();
  int DORMANT_LIFETIME_SECONDS = (int) DORMANT_LIFETIME.toSeconds();

  /** The store of this test: empty at first, with the lifetimes above. */
  PeerStore store();

  /** Closes the store of this test and opens it again. */
  PeerStore reopen();

  /** Another empty store, for at most {@code maxPeers} records; closed after the test. */
  PeerStore another(long maxPeers);

  /** One whole round of the sweep, {@code seconds} after the start of {@link FakeClock}. */
  default void sweep(int seconds, AccountingSink sink) {
    for (int slice = 0; slice < 1_000_000; slice++) {
      if (store().expireSlice(FakeClock.START_SECOND + seconds, sink)) {
        return;
      }
    }
    throw new AssertionError("the sweep does not come round");
  }

  /** A scrape of swarm {@code number}: seeders, leechers, partial seeds, snatches. */
  default List<Long> counts(long number) {
    return counts(store(), number);
  }

  /** A scrape of swarm {@code number} of some store. */
  static List<Long> counts(PeerStore store, long number) {
    byte[] padded = new byte[3 + InfoHash.LENGTH_BYTES];
    TestAnnounce.infoHash(number).writeTo(padded, 3);
    SwarmCounts counts = new SwarmCounts();
    counts.set(9, 9, 9, 9);
    store.scrape(padded, 3, counts);
    return List.of(
        (long) counts.seeders(),
        (long) counts.leechers(),
        (long) counts.partialSeeds(),
        counts.snatches());
  }

  /** The only record of swarm {@code number}. */
  default PeerSnapshot onlyPeer(long number) {
    List<PeerSnapshot> peers = store().peersOf(TestAnnounce.infoHash(number));
    if (peers.size() != 1) {
      throw new AssertionError("peers: " + peers + " (expected: one)");
    }
    return peers.getFirst();
  }

  /** All records of a user. */
  default List<PeerSnapshot> peersOfUser(UserId user) {
    List<PeerSnapshot> peers = new ArrayList<>();
    store().peersOf(user, peers::add);
    return peers;
  }
}
