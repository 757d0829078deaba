package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.ScrapeRequest;
import io.karuta.pipeline.bittorrent.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeParserTest {

  private final ScrapeRequest request = new ScrapeRequest();

  @Test
  void readsInfoHashesInTheirOrder() {
    assertThat(parse("info_hash=" + "a".repeat(20) + "&x=y&info_hash=" + "%42".repeat(20)))
        .isEmpty();
    assertThat(request.count()).isEqualTo(2);
    assertThat(new String(request.infoHashes(), 0, 40, StandardCharsets.US_ASCII))
        .isEqualTo("a".repeat(20) + "B".repeat(20));
  }

  @Test
  void readsNoMoreInfoHashesThanAllowed() {
    String query = ("info_hash=" + "a".repeat(20) + "&").repeat(51);

    assertThat(parse(query)).isEmpty();
    assertThat(request.count()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({
    "'', missing info_hash",
    "info_hash=, invalid info_hash",
    "info_hash=aaaaaaaaaaaaaaaaaaa, invalid info_hash",
    "info_hash=aaaaaaaaaaaaaaaaaaaaa, invalid info_hash",
    "info_hash=%zzaaaaaaaaaaaaaaaaaaa, invalid info_hash",
    "info_hash=aaaaaaaaaaaaaaaaaaaa&info_hash=a, invalid info_hash",
  })
  void refusesWithAConstantText(String query, String text) {
    assertThat(parse(query)).isEqualTo(text);
  }

  @Test
  void readsAPasskeyParameterButPrefersThatOfThePath() {
    String query = Samples.scrape().with("passkey", "query").query();

    assertThat(parse(query)).isEmpty();
    assertThat(SeenAnnounce.passkey(request.passkey(), request.passkeyLengthBytes()))
        .isEqualTo("query");

    request.clear();
    Arrays.fill(request.passkey(), (byte) 'p');
    request.passkeyLengthBytes(2);
    Verdict verdict = new ScrapeParser(TestConfig.rules(Map.of())).parse(query, request);
    assertThat(verdict).isEqualTo(Verdict.PROCEED);
    assertThat(SeenAnnounce.passkey(request.passkey(), request.passkeyLengthBytes()))
        .isEqualTo("pp");
  }

  @Test
  void refusesAPasskeyOf65Bytes() {
    assertThat(parse(Samples.scrape().with("passkey", "k".repeat(65)).query()))
        .isEqualTo("invalid passkey");
  }

  private String parse(String query) {
    request.clear();
    Verdict verdict = new ScrapeParser(TestConfig.rules(Map.of())).parse(query, request);
    return verdict instanceof FailureReason refusal ? refusal.text() : "";
  }
}
