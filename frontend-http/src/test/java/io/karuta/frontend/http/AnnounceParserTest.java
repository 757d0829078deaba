package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.testkit.AnnounceQuery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnounceParserTest {

  private final AnnounceRequest request = new AnnounceRequest();

  @Test
  void readsACompleteAnnounce() {
    String refusal =
        parse(
            Samples.announce()
                .with("uploaded", 1)
                .with("downloaded", 2)
                .with("left", 3)
                .with("event", "started")
                .with("numwant", 80)
                .with("corrupt", 4)
                .with("no_peer_id", 1)
                .with("key", "6E6525A9")
                .with("supportcrypto", 1)
                .with("trackerid", ""));

    assertThat(refusal).isEmpty();
    assertThat(request.infoHash()).isEqualTo(Samples.INFO_HASH);
    assertThat(request.peerId()).isEqualTo(Samples.PEER_ID);
    assertThat(request.port()).isEqualTo(6881);
    assertThat(request.uploaded()).isEqualTo(1);
    assertThat(request.downloaded()).isEqualTo(2);
    assertThat(request.leftPresent()).isTrue();
    assertThat(request.left()).isEqualTo(3);
    assertThat(request.event()).isEqualTo(Event.STARTED);
    assertThat(request.numWant()).isEqualTo(80);
    assertThat(request.corrupt()).isEqualTo(4);
    assertThat(request.noPeerId()).isTrue();
    assertThat(request.compact()).isTrue();
  }

  @Test
  void keepsTheRawQueryForHooksWithParametersOfTheirOwn() {
    String query = Samples.announce().withRaw("mine", "%zz;%41").query();

    assertThat(parse(query)).isEmpty();
    assertThat(request.rawQuery()).isEqualTo(query);
  }

  @Test
  void readsEveryByteOfAnInfoHashHoweverItIsWritten() {
    for (int start = 0; start < 256; start += 20) {
      byte[] infoHash = new byte[20];
      StringBuilder lower = new StringBuilder();
      StringBuilder raw = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        infoHash[i] = (byte) (start + i);
        char c = (char) (infoHash[i] & 0xff);
        lower.append(String.format("%%%02x", (int) c));
        raw.append("%&;+=".indexOf(c) >= 0 ? String.format("%%%02X", (int) c) : String.valueOf(c));
      }
      String escaped = lower.toString();
      for (String value : List.of(escaped, escaped.toUpperCase(Locale.ROOT), raw.toString())) {
        assertThat(parse(Samples.announce().withRaw("info_hash", value))).isEmpty();
        assertThat(request.infoHash()).isEqualTo(infoHash);
      }
    }
  }

  @Test
  void takesAPlusForASpace() {
    assertThat(parse(Samples.announce().withRaw("peer_id", "+".repeat(20)))).isEmpty();
    assertThat(request.peerId()).isEqualTo(" ".repeat(20).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void splitsAtSemicolonsAsAtAmpersands() {
    assertThat(parse(Samples.announce().query().replace('&', ';'))).isEmpty();
    assertThat(request.port()).isEqualTo(6881);
  }

  @Test
  void doesNotMindEmptyParts() {
    assertThat(parse("&&;=;=x&" + Samples.announce().query() + "&&a&=b&c=;")).isEmpty();
  }

  @Test
  void decodesEscapesInNames() {
    String query = Samples.announce().query().replace("info_hash", "%69nfo%5Fhash");

    assertThat(parse(query)).isEmpty();
  }

  @Test
  void takesTheLastOfARepeatedParameter() {
    String query = Samples.announce().query() + "&port=1&port=51413&left=9&event=stopped&event=";

    assertThat(parse(query)).isEmpty();
    assertThat(request.port()).isEqualTo(51413);
    assertThat(request.left()).isEqualTo(9);
    assertThat(request.event()).isEqualTo(Event.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "info_hash, , missing info_hash",
    "info_hash, '', invalid info_hash",
    "info_hash, short, invalid info_hash",
    "info_hash, aaaaaaaaaaaaaaaaaaaaa, invalid info_hash",
    "info_hash, %zzaaaaaaaaaaaaaaaaaaa, invalid info_hash",
    "info_hash, aaaaaaaaaaaaaaaaaaa%4, invalid info_hash",
    "peer_id, , missing peer_id",
    "peer_id, '', invalid peer_id",
    "peer_id, aaaaaaaaaaaaaaaaaaa, invalid peer_id",
    "peer_id, aaaaaaaaaaaaaaaaaaaaa, invalid peer_id",
    "port, , invalid port",
    "port, '', invalid port",
    "port, 0, invalid port",
    "port, 65536, invalid port",
    "port, -1, invalid port",
    "port, 6881x, invalid port",
    "port, 0x1a, invalid port",
    "port, 4294974177, invalid port",
    "port, 18446744073709558497, invalid port",
    "uploaded, , missing uploaded",
    "uploaded, '', invalid uploaded",
    "uploaded, -1, invalid uploaded",
    "uploaded, %2b1, invalid uploaded",
    "uploaded, 1.0, invalid uploaded",
    "uploaded, 1e3, invalid uploaded",
    "uploaded, +1, invalid uploaded",
    "uploaded, 9223372036854775808, invalid uploaded",
    "uploaded, 99999999999999999999, invalid uploaded",
    "downloaded, , missing downloaded",
    "downloaded, abc, invalid downloaded",
    "downloaded, 9223372036854775808, invalid downloaded",
    "left, , invalid left",
    "left, '', invalid left",
    "left, -1, invalid left",
    "left, 18446744073709551616, invalid left",
  })
  void refusesWithAConstantText(String parameter, String value, String text) {
    AnnounceQuery query = Samples.announce();
    query = value == null ? query.without(parameter) : query.withRaw(parameter, value);

    assertThat(parse(query)).isEqualTo(text);
  }

  @Test
  void refusesMoreThanOneInfoHash() {
    String query = Samples.announce().query();

    assertThat(parse(query + "&" + query)).isEqualTo("multiple info_hash");
  }

  @Test
  void refusesWithTheSameConstantEveryTime() {
    AnnounceParser parser = new AnnounceParser(TestConfig.rules(Map.of()));

    assertThat(parser.parse("", request)).isSameAs(parser.parse("", request));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4294967296L, 5_368_709_120L, Long.MAX_VALUE})
  void countsIn64Bits(long bytes) {
    AnnounceQuery query =
        Samples.announce().with("uploaded", bytes).with("downloaded", bytes).with("left", bytes);

    assertThat(parse(query)).isEmpty();
    assertThat(request.uploaded()).isEqualTo(bytes);
    assertThat(request.downloaded()).isEqualTo(bytes);
    assertThat(request.left()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "18446744073709551615"})
  void takesAHugeLeftForUnknown(String left) {
    assertThat(parse(Samples.announce().withRaw("left", left))).isEmpty();
    assertThat(request.left()).isEqualTo(AnnounceRequest.LEFT_UNKNOWN);
  }

  @Test
  void letsAStoppingClientOmitLeftAndPort() {
    AnnounceQuery query = Samples.announce().with("event", "stopped").with("port", 0);

    assertThat(parse(query.without("left"))).isEmpty();
    assertThat(request.leftPresent()).isFalse();
    assertThat(request.port()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "started, STARTED",
    "completed, COMPLETED",
    "stopped, STOPPED",
    "paused, PAUSED",
    "'', NONE",
    "STARTED, NONE",
    "empty, NONE",
    "%73tarted, STARTED",
    "%zz, NONE",
  })
  void takesAnUnknownEventForNone(String value, Event event) {
    assertThat(parse(Samples.announce().withRaw("event", value))).isEmpty();
    assertThat(request.event()).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource({
    "50, 50",
    "0, 0",
    "-1, -1",
    "-9999999999999999999999, -1",
    "'', -1",
    "many, -1",
    "4294967296, 2147483647",
    "18446744073709551615, 2147483647",
  })
  void readsNumWantWithoutEverRefusing(String value, int numWant) {
    assertThat(parse(Samples.announce().withRaw("numwant", value))).isEmpty();
    assertThat(request.numWant()).isEqualTo(numWant);
  }

  @Test
  void takesAnAbsentNumWantForTheDefaultAndAStoppedOneForNone() {
    assertThat(parse(Samples.announce())).isEmpty();
    assertThat(request.numWant()).isEqualTo(AnnounceRequest.NUM_WANT_DEFAULT);

    assertThat(parse(Samples.announce().with("numwant", 80).with("event", "stopped"))).isEmpty();
    assertThat(request.numWant()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "'', true", "00, true", "no, true"})
  void isCompactUnlessToldZero(String value, boolean compact) {
    assertThat(parse(Samples.announce().withRaw("compact", value))).isEmpty();
    assertThat(request.compact()).isEqualTo(compact);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"corrupt", "key", "no_peer_id", "supportcrypto", "trackerid", "redundant"})
  void neverRefusesForAMinorParameter(String name) {
    for (String value : List.of("", "-1", "%zz", "x".repeat(300), "%00%ff")) {
      assertThat(parse(Samples.announce().withRaw(name, value))).isEmpty();
    }
    assertThat(request.corrupt()).isZero();
  }

  @Test
  void refusesBlockedPorts() {
    Map<String, ?> settings = Map.of("port-blocklist", List.of(22, 25));

    assertThat(parse(settings, Samples.announce().with("port", 22))).isEqualTo("invalid port");
    assertThat(parse(settings, Samples.announce().with("port", 23))).isEmpty();
  }

  @Test
  void readsAPasskeyParameter() {
    assertThat(parse(Samples.announce().withRaw("passkey", "%61bc"))).isEmpty();
    assertThat(passkey()).isEqualTo("abc");
  }

  @Test
  void readsAPasskeyOf64BytesButNotOf65() {
    assertThat(parse(Samples.announce().with("passkey", "k".repeat(64)))).isEmpty();
    assertThat(request.passkeyLengthBytes()).isEqualTo(64);

    assertThat(parse(Samples.announce().with("passkey", "k".repeat(65))))
        .isEqualTo("invalid passkey");
  }

  @Test
  void takesAnEmptyPasskeyForNone() {
    assertThat(parse(Samples.announce().with("passkey", ""))).isEmpty();
    assertThat(request.passkeyLengthBytes()).isZero();
  }

  @Test
  void prefersThePasskeyOfThePath() {
    request.clear();
    request.passkey()[0] = 'p';
    request.passkeyLengthBytes(1);

    Verdict verdict =
        new AnnounceParser(TestConfig.rules(Map.of()))
            .parse(Samples.announce().with("passkey", "query").query(), request);

    assertThat(verdict).isEqualTo(Verdict.PROCEED);
    assertThat(passkey()).isEqualTo("p");
  }

  @Test
  void ignoresTheAddressThatAClientSaysOfItself() {
    assertThat(parse(Samples.announce().with("ip", "192.0.2.9").with("ipv6", "2001:db8::9")))
        .isEmpty();
    assertThat(request.address().ipv4Present()).isFalse();
    assertThat(request.address().ipv6Present()).isFalse();
  }

  @Test
  void takesTheAddressThatAClientSaysWhereTheOperatorAllowsIt() {
    Map<String, ?> settings = Map.of("allow-client-address", true, "allow-non-routable", false);
    AnnounceQuery query =
        Samples.announce().with("ip", "192.0.2.9").with("ipv6", "[2001:db8::9]:6881");

    assertThat(parse(settings, query)).isEmpty();
    assertThat(request.address().ipv4()).isEqualTo(0xc0000209);
    assertThat(request.address().ipv6High()).isEqualTo(0x20010db800000000L);
    assertThat(request.address().ipv6Low()).isEqualTo(9);
    assertThat(request.address().connectedByIpv6()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.168.0.9", "127.0.0.1", "fe80::1", "::", "example.org", "", "%zz"})
  void ignoresAnAddressThatIsNoneOrCannotBeReached(String value) {
    Map<String, ?> settings = Map.of("allow-client-address", true, "allow-non-routable", false);

    assertThat(parse(settings, Samples.announce().withRaw("ip", value))).isEmpty();
    assertThat(request.address().ipv4Present()).isFalse();
    assertThat(request.address().ipv6Present()).isFalse();
  }

  private String passkey() {
    return SeenAnnounce.passkey(request.passkey(), request.passkeyLengthBytes());
  }

  private String parse(AnnounceQuery query) {
    return parse(Map.of(), query);
  }

  private String parse(Map<String, ?> settings, AnnounceQuery query) {
    return parse(settings, query.query());
  }

  private String parse(String query) {
    return parse(Map.of(), query);
  }

  /** The text of the refusal; empty if there is none. */
  private String parse(Map<String, ?> settings, String query) {
    request.clear();
    Verdict verdict = new AnnounceParser(TestConfig.rules(settings)).parse(query, request);
    return verdict instanceof FailureReason refusal ? refusal.text() : "";
  }
}
