package io.karuta.pipeline.bittorrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TypesTest {

  @Test
  void infoHashesSurviveTheWayThroughBytesAndHex() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] padded = new byte[24];

    for (int i = 0; i < 1000; i++) {
      random.nextBytes(padded);
      InfoHash hash = InfoHash.of(padded, 3);

      assertThat(InfoHash.ofHex(hash.toString())).isEqualTo(hash);
      assertThat(InfoHash.of(hash.toBytes(), 0)).isEqualTo(hash);
      assertThat(hash.matches(padded, 3)).isTrue();
      assertThat(PeerId.of(padded, 3).toBytes()).isEqualTo(hash.toBytes());
    }
  }

  @Test
  void infoHashesAreReadFromHexOfEitherCase() {
    assertThat(InfoHash.ofHex("E940A7A57294E4C98F62514B32611E38181B6CAE"))
        .hasToString("e940a7a57294e4c98f62514b32611e38181b6cae");
  }

  @Test
  void infoHashesRefuseOtherTextByName() {
    assertThatThrownBy(() -> InfoHash.ofHex("zz40a7a57294e4c98f62514b32611e38181b6cae"))
        .hasMessageContaining("zz40")
        .hasMessageContaining("40 hexadecimal digits");
    assertThatThrownBy(() -> InfoHash.ofHex("e9")).hasMessageContaining("'e9'");
  }

  @Test
  void endpointsReadAsAddressAndPort() {
    assertThat(Endpoint.of("192.0.2.1", 6881)).hasToString("192.0.2.1:6881");
    assertThat(Endpoint.of("2001:db8::1", 65535)).hasToString("[2001:db8:0:0:0:0:0:1]:65535");
    assertThat(Endpoint.of("192.0.2.1", 6881).toBytes())
        .isEqualTo(new byte[] {(byte) 192, 0, 2, 1, 0x1a, (byte) 0xe1});
  }

  @Test
  void anIpv4AddressMappedIntoIpv6CountsAsIpv4() {
    ClientAddress address = new ClientAddress();
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = (byte) 192;
    mapped[15] = 1;

    address.connectedFrom(mapped);

    assertThat(address.ipv6Present()).isFalse();
    assertThat(address.connectedByIpv6()).isFalse();
    assertThat(address.ipv4()).isEqualTo(0xc0000001);
  }

  @Test
  void anAddressOfTheOtherFamilyIsAddedWithoutChangingTheFamilyOfTheReply() {
    ClientAddress address = new ClientAddress();
    byte[] connected = new byte[4];

    address.connectedFrom(new byte[] {(byte) 192, 0, 2, 1});
    address.ipv6(0x20010db800000000L, 1);

    assertThat(address.connectedByIpv6()).isFalse();
    assertThat(address.ipv6Low()).isEqualTo(1);
    assertThat(address.writeConnected(connected, 0)).isEqualTo(4);
    assertThat(connected).isEqualTo(new byte[] {(byte) 192, 0, 2, 1});
  }

  @Test
  void peerListsGrowAndKeepWhatTheyHold() {
    PeerList list = PeerList.ofIpv6();

    for (int i = 0; i < 120; i++) {
      list.addIpv6(0x20010db800000000L, i, 1000 + i);
    }

    assertThat(list.toEndpoints()).hasSize(120);
    assertThat(list.toEndpoints().get(119)).isEqualTo(Endpoint.of("2001:db8::77", 1119));
  }

  @Test
  void failureTextsFitWhatEveryClientShows() {
    assertThatThrownBy(() -> FailureReason.of("long", "x".repeat(65)))
        .hasMessageContaining("65 characters");
    assertThat(FailureReason.ofSite("gone", "y".repeat(100), "deleted").text()).hasSize(64);
    assertThat(FailureReason.ofSite("gone", "  ", "deleted").text()).isEqualTo("deleted");
  }
}
