package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.store.AccountingSink;
import io.karuta.testkit.store.TestAnnounce;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SwarmTest {

  /** Takes nothing: everybody owes. */
  private static final AccountingSink REFUSING =
      transition -> {
        transition.owe(1, 2, 3, 4, false);
        return false;
      };

  private final KillableStore store = new KillableStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keepsTheUserIdAndTheAddressOfANewPeerThatOwes() {
    store.announce(TestAnnounce.of(1).peer(0).user(0));

    store.announce(TestAnnounce.of(1).peer(1).overIpv6(1).sink(REFUSING));

    StoredPeers.Fields peer = store.peers().of(TestAnnounce.userId(1));
    assertThat(peer.ipv6Low()).isEqualTo(1);
    assertThat(peer.owedDownloaded()).isEqualTo(2);
    assertThat(store.verify().problems()).isEmpty();
  }

  @Test
  void keepsTheFirstIpv6AddressOfAPeerThatOwes() {
    store.announce(TestAnnounce.of(1).peer(1));

    store.announce(TestAnnounce.of(1).peer(1).overIpv6(1).after(60).sink(REFUSING));

    StoredPeers.Fields peer = store.peers().of(TestAnnounce.userId(1));
    assertThat(peer.ipv6Low()).isEqualTo(1);
    assertThat(peer.owedDownloaded()).isEqualTo(2);
    assertThat(store.verify().problems()).isEmpty();
  }

  @Test
  void hasRoomForANewPeerThatOwesWhateverTheSizeOfItsBlock() {
    for (int peers = 0; peers < 150; peers++) {
      for (int peer = 0; peer < peers; peer++) {
        store.announce(TestAnnounce.of(peers).peer(peer));
      }

      assertThat(store.announce(TestAnnounce.of(peers).peer(peers).sink(REFUSING))).isTrue();

      assertThat(store.verify().problems()).as("%d peers", peers).isEmpty();
      store.removeTorrent(TestAnnounce.infoHash(peers), 0, AccountingSink.NONE);
    }
  }
}
