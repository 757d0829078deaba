package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.store.StoreTotals;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers with an address of either family, of both, or of none. */
interface AddressContract extends StoreSubject {

  @Test
  default void countsADualStackPeerOnceAndListsItInBothFamilies() {
    TestAnnounce.of(1).peer(1).overIpv4(1).to(store());
    TestAnnounce.of(1).peer(1).overIpv6(1).to(store());

    TestAnnounce.Reply reply = TestAnnounce.of(1).peer(2).wantBoth(50).to(store());

    assertThat(reply.leechers()).isEqualTo(2);
    assertThat(reply.ipv4()).containsExactly(TestAnnounce.ipv4(1));
    assertThat(reply.ipv6()).containsExactly(TestAnnounce.ipv6(1));
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 2, 0));
  }

  @Test
  default void replacesTheAddressOfTheFamilyThatAnAnnounceBrings() {
    TestAnnounce.of(1).peer(1).overIpv4(1).to(store());
    TestAnnounce.of(1).peer(1).overIpv6(1).to(store());
    TestAnnounce.of(1).peer(1).overIpv4(9).to(store());

    assertThat(onlyPeer(1).endpoints()).containsExactly(TestAnnounce.ipv4(9), TestAnnounce.ipv6(1));
  }

  @Test
  default void takesBothAddressesOfOneAnnounce() {
    TestAnnounce announce = TestAnnounce.of(1).peer(1);
    announce.address().ipv6(0x20010db800000000L, 1);
    announce.to(store());

    assertThat(onlyPeer(1).endpoints()).containsExactly(TestAnnounce.ipv4(1), TestAnnounce.ipv6(1));
  }

  @Test
  default void listsOnlyTheFamilyThatIsWanted() {
    TestAnnounce.of(1).peer(1).overIpv4(1).to(store());
    TestAnnounce.of(1).peer(2).overIpv6(2).left(0).to(store());

    TestAnnounce.Reply overIpv4 = TestAnnounce.of(1).peer(3).overIpv4(3).want(50).to(store());
    TestAnnounce.Reply overIpv6 = TestAnnounce.of(1).peer(4).overIpv6(4).want(50).to(store());

    assertThat(overIpv4.ipv4()).containsExactly(TestAnnounce.ipv4(1));
    assertThat(overIpv4.ipv6()).isEmpty();
    assertThat(overIpv6.ipv6()).containsExactly(TestAnnounce.ipv6(2));
    assertThat(overIpv6.ipv4()).isEmpty();
    assertThat(counts(1)).containsExactly(1L, 3L, 0L, 0L);
  }

  @Test
  default void findsTheOnlyPeerOfAFamilyInALargeSwarm() {
    for (int peer = 10; peer < 1500; peer++) {
      TestAnnounce.of(1).peer(peer).overIpv6(peer).left(peer % 2).to(store());
    }
    TestAnnounce.of(1).peer(1).overIpv4(1).left(0).to(store());

    assertThat(TestAnnounce.of(1).peer(2).overIpv4(2).want(5).to(store()).ipv4())
        .containsExactly(TestAnnounce.ipv4(1));
  }

  @Test
  default void countsAPeerWithoutAnAddressButDoesNotListIt() {
    TestAnnounce nowhere = TestAnnounce.of(1).peer(1);
    nowhere.address().clear();
    nowhere.to(store());

    TestAnnounce.Reply reply = TestAnnounce.of(1).peer(2).wantBoth(50).to(store());

    assertThat(reply.leechers()).isEqualTo(2);
    assertThat(reply.ipv4()).isEmpty();
    assertThat(reply.ipv6()).isEmpty();
  }

  @Test
  default void takesAMappedAddressForIpv4() {
    TestAnnounce mapped = TestAnnounce.of(1).peer(1);
    mapped.address().connectedFrom(HexFormat.of().parseHex("00000000000000000000ffff0a000001"));
    mapped.to(store());

    assertThat(onlyPeer(1).endpoints()).containsExactly(TestAnnounce.ipv4(1));
  }

  @Test
  default void listsAnEndpointOnceThatCameBackWithAnotherPeerId() {
    // A client that crashed has a new peer id; its old record stays until it expires.
    TestAnnounce.of(1).peer(1).to(store());
    TestAnnounce.of(1).peer(1).peerId(TestAnnounce.peerId(99)).to(store());

    TestAnnounce.Reply reply = TestAnnounce.of(1).peer(2).want(50).to(store());

    assertThat(reply.leechers()).isEqualTo(3);
    assertThat(reply.ipv4()).containsExactly(TestAnnounce.ipv4(1));
  }

  @Test
  default void keepsEveryByteOfAnAddress() {
    Endpoint ipv4 = Endpoint.of("255.254.1.128", 65535);
    Endpoint ipv6 = Endpoint.of("ff01:8203:405:607:8809:a0b:c0d:fe0f", 255);
    TestAnnounce.of(1).peer(1).from(ipv4).to(store());
    TestAnnounce.of(1).peer(1).from(ipv6).to(store());

    TestAnnounce.Reply reply = TestAnnounce.of(1).peer(2).wantBoth(1).to(store());

    assertThat(reply.ipv4()).containsExactly(ipv4);
    assertThat(reply.ipv6()).containsExactly(ipv6);
    assertThat(onlyPeerOfUserOne()).containsExactly(ipv4, ipv6);
  }

  private List<Endpoint> onlyPeerOfUserOne() {
    return peersOfUser(TestAnnounce.userId(1)).getFirst().endpoints();
  }
}
