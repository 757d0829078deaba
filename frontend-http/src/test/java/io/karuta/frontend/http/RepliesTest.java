package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.AnnounceResponse;
import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.ScrapeRequest;
import io.karuta.pipeline.bittorrent.ScrapeResponse;
import io.karuta.testkit.BencodeDictionary;
import io.karuta.testkit.BencodeReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepliesTest {

  private final AnnounceResponse response = new AnnounceResponse();
  private final ClientAddress client = new ClientAddress();
  private final BencodeWriter writer = new BencodeWriter();

  @BeforeEach
  void reset() {
    response.reset(1800, 900);
  }

  @Test
  void writesEveryKeyInItsOrder() {
    client.connectedFrom(new byte[] {(byte) 192, 0, 2, 1});
    response.counts(3, 4);
    response.downloaded(5);
    response.warning("slow down");
    response.ipv4Peers().addIpv4(0xc0000209, 6881);
    response.ipv6Peers().addIpv6(0x20010db800000000L, 1, 51413);

    assertThat(announceText(true))
        .isEqualTo(
            "d8:completei3e10:downloadedi5e11:external ip4:\u00c0\u0000\u0002\u0001"
                + "10:incompletei4e8:intervali1800e12:min intervali900e"
                + "5:peers6:\u00c0\u0000\u0002\t\u001a\u00e1"
                + "6:peers618: \u0001\r\u00b8"
                + "\u0000".repeat(11)
                + "\u0001\u00c8\u00d5"
                + "15:warning message9:slow downe");
  }

  @Test
  void writesPeersEvenIfThereAreNone() {
    response.reset(1800, 0);

    BencodeDictionary reply = announce(true);

    assertThat(reply.keys())
        .containsExactly("complete", "downloaded", "incomplete", "interval", "peers");
    assertThat(reply.bytes("peers")).isEmpty();
  }

  @Test
  void tellsAnIpv6ClientItsAddress() {
    byte[] address = new byte[16];
    address[0] = 0x20;
    client.connectedFrom(address);

    assertThat(announce(true).bytes("external ip")).isEqualTo(address);
  }

  @Test
  void writesPeersAsDictionaries() {
    response.ipv4Peers().addIpv4(0xc0000209, 6881);
    response.ipv4Peers().addIpv4(0x0a64ff00, 1);
    response.ipv6Peers().addIpv6(0x20010db800000a00L, 0x0000ffff00100001L, 65535);

    BencodeDictionary reply = announce(false);

    assertThat(reply.has("peers6")).isFalse();
    assertThat(reply.list("peers").stream().map(Object::toString).toList())
        .isEqualTo(
            List.of(
                "{ip='192.0.2.9' port=6881 }",
                "{ip='10.100.255.0' port=1 }",
                "{ip='2001:db8:0:a00:0:ffff:10:1' port=65535 }"));
  }

  @Test
  void writesAnEmptyListOfDictionaries() {
    assertThat(announce(false).list("peers")).isEmpty();
  }

  @Test
  void writesAWarningAsUtf8() {
    response.warning("Für dich: 日本");

    assertThat(announce(true).text("warning message")).isEqualTo("Für dich: 日本");
  }

  @Test
  void writesARefusalWithAndWithoutRetry() {
    assertThat(failure(FailureReason.of("x", "not registered")))
        .isEqualTo("d14:failure reason14:not registerede");
    assertThat(failure(FailureReason.of("x", "busy", 5)))
        .isEqualTo("d14:failure reason4:busy8:retry ini5ee");
  }

  @Test
  void writesScrapesSortedAndEachInfoHashOnce() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    System.out.println("RepliesTest seed " + seed);
    ScrapeRequest request = new ScrapeRequest();
    ScrapeResponse scraped = new ScrapeResponse();
    byte[][] infoHashes = new byte[40][20];
    for (byte[] infoHash : infoHashes) {
      random.nextBytes(infoHash);
    }
    for (int i = 0; i < 60; i++) {
      int offset = request.reserveInfoHash();
      System.arraycopy(infoHashes[i % 40], 0, request.infoHashes(), offset, 20);
    }
    scraped.reset(60);
    for (int row = 0; row < 60; row++) {
      scraped.set(row, row % 40, 2, 3, 4);
    }

    new ScrapeReply().write(request, scraped, writer);
    BencodeDictionary files = BencodeReader.readDictionary(writer.toBytes()).dictionary("files");

    assertThat(files.keys()).hasSize(40);
    for (int i = 0; i < 40; i++) {
      assertThat(files.dictionary(infoHashes[i]).integer("complete")).isEqualTo(i);
    }
  }

  @Test
  void leavesUnknownTorrentsOutOfAScrape() {
    ScrapeRequest request = new ScrapeRequest();
    ScrapeResponse scraped = new ScrapeResponse();
    Arrays.fill(request.infoHashes(), (byte) 'a');
    int first = request.reserveInfoHash();
    int second = request.reserveInfoHash();
    request.infoHashes()[second] = 'b';
    scraped.reset(2);
    scraped.set(1, 1, 2, 3, 4);

    new ScrapeReply().write(request, scraped, writer);

    assertThat(first).isZero();
    assertThat(text())
        .isEqualTo(
            "d5:filesd20:b"
                + "a".repeat(19)
                + "d8:completei1e10:downloadedi3e11:downloadersi4e10:incompletei2eeee");
  }

  private String failure(FailureReason reason) {
    writer.clear();
    FailureReply.write(reason, writer);
    return text();
  }

  private BencodeDictionary announce(boolean compact) {
    return BencodeReader.readDictionary(
        announceText(compact).getBytes(StandardCharsets.ISO_8859_1));
  }

  private String announceText(boolean compact) {
    writer.clear();
    new AnnounceReply().write(response, client, compact, writer);
    return text();
  }

  private String text() {
    return new String(writer.toBytes(), StandardCharsets.ISO_8859_1);
  }
}
