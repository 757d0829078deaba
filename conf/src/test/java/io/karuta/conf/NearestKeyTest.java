package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NearestKeyTest {

  private static final List<String> KNOWN =
      List.of("passkey", "client-whitelist", "peer-selection", "port", "ports");

  @ParameterizedTest
  @CsvSource({
    "paskey, passkey",
    "apsskey, passkey",
    "pass-key, passkey",
    "client_whitelist, client-whitelist",
    "peerselection, peer-selection",
    "prot, port",
    "portt, port",
    "portss, ports",
  })
  void findsTheWordThatWasMeant(String word, String expected) {
    assertThat(NearestKey.of(word, KNOWN)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "interval", "key", "whitelist"})
  void findsNothingFarAway(String word) {
    assertThat(NearestKey.of(word, KNOWN)).isEmpty();
  }
}
