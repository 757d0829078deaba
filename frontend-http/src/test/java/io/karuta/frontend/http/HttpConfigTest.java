package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConfigTest {

  @Test
  void hasDefaults() {
    HttpConfig config = HttpConfig.read(FakeOptions.empty());

    assertThat(config)
        .isEqualTo(
            new HttpConfig(
                List.of(new ListenerConfig("*", 6969, Optional.empty(), false)),
                List.of("/announce/{passkey}", "/{passkey}/announce", "/announce"),
                List.of("/scrape/{passkey}", "/{passkey}/scrape", "/scrape"),
                true,
                Runtime.getRuntime().availableProcessors(),
                new HttpLimits(
                    100_000,
                    16_384,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60)),
                new AddressConfig(List.of(), ForwardedHeader.X_FORWARDED_FOR, false, false),
                List.of(),
                false,
                50));
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(
            Map.ofEntries(
                Map.entry(
                    "listeners",
                    List.of(
                        Map.of("address", "192.0.2.1", "port", 80),
                        Map.of(
                            "address",
                            "2001:db8::1",
                            "port",
                            443,
                            "tls",
                            tls("ec-certificate", "ec-key")),
                        Map.of("address", "127.0.0.1", "port", 81, "proxy-protocol", true))),
                Map.entry("announce-routes", List.of("/a")),
                Map.entry("scrape-routes", List.of("/s")),
                Map.entry("keep-alive", false),
                Map.entry("io-threads", 3),
                Map.entry("max-connections", 10),
                Map.entry("max-request-bytes", 4096),
                Map.entry("request-parse-timeout", Duration.ofSeconds(1)),
                Map.entry("no-request-timeout", Duration.ofSeconds(2)),
                Map.entry("idle-timeout", Duration.ofSeconds(3)),
                Map.entry("trusted-proxies", List.of("127.0.0.1", "10.0.0.0/8")),
                Map.entry("forwarded-header", "x-real-ip"),
                Map.entry("allow-client-address", true),
                Map.entry("allow-non-routable", true),
                Map.entry("port-blocklist", List.of(22, 25)),
                Map.entry("dictionary-peers", true),
                Map.entry("max-scrape-infohashes", 7)));

    HttpConfig config = HttpConfig.read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config)
        .isEqualTo(
            new HttpConfig(
                List.of(
                    new ListenerConfig("192.0.2.1", 80, Optional.empty(), false),
                    new ListenerConfig(
                        "2001:db8::1",
                        443,
                        Optional.of(
                            new TlsConfig(TestTls.file("ec-certificate"), TestTls.file("ec-key"))),
                        false),
                    new ListenerConfig("127.0.0.1", 81, Optional.empty(), true)),
                List.of("/a"),
                List.of("/s"),
                false,
                3,
                new HttpLimits(
                    10, 4096, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)),
                new AddressConfig(
                    List.of("127.0.0.1", "10.0.0.0/8"), ForwardedHeader.X_REAL_IP, true, true),
                List.of(22, 25),
                true,
                7));
    assertThat(options.askedKeys()).hasSize(17);
  }

  @Test
  void hasEveryKeyOnItsPage() throws IOException {
    FakeOptions options = FakeOptions.empty();
    assertThat(HttpConfig.read(options)).isNotNull();

    String page = Files.readString(Path.of("..", "docs", "frontend-http.md"));

    assertThat(options.askedKeys()).allMatch(key -> page.contains("\n  " + key + " "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "", "192.0.2.300", "[::1]"})
  void refusesAListenerAddressThatIsNone(String address) {
    assertThat(problems(Map.of("listeners", List.of(Map.of("address", address)))))
        .containsExactly("listeners[0].address");
  }

  @Test
  void refusesAPortOutOfRange() {
    assertThat(problems(Map.of("listeners", List.of(Map.of("port", 65_536)))))
        .containsExactly("listeners[0].port");
  }

  @Test
  void refusesListenersThatCannotBothBeBound() {
    assertThat(
            problems(
                Map.of(
                    "listeners",
                    List.of(
                        Map.of("address", "192.0.2.1"),
                        Map.of("address", "*"),
                        Map.of("address", "192.0.2.2"),
                        Map.of("address", "192.0.2.1")))))
        .containsExactly("listeners[1].port", "listeners[2].port", "listeners[3].port");
  }

  @Test
  void takesAllAddressesOfAFamilyForAClashWithAnyOther() {
    assertThat(
            problems(
                Map.of(
                    "listeners", List.of(Map.of("address", "0.0.0.0"), Map.of("address", "::")))))
        .containsExactly("listeners[1].port");
  }

  @Test
  void letsListenersShareAPortOnDifferentAddresses() {
    assertThat(
            problems(
                Map.of(
                    "listeners",
                    List.of(Map.of("address", "192.0.2.1"), Map.of("address", "192.0.2.2")))))
        .isEmpty();
  }

  @Test
  void refusesToListenNowhere() {
    assertThat(problems(Map.of("listeners", List.of()))).containsExactly("listeners");
  }

  @Test
  void refusesTheProxyProtocolWithoutTrustedProxies() {
    assertThat(problems(Map.of("listeners", List.of(Map.of("proxy-protocol", true)))))
        .containsExactly("listeners[0].proxy-protocol");
  }

  @Test
  void refusesTlsWithoutBothFiles() {
    assertThat(problems(Map.of("listeners", List.of(Map.of("tls", Map.of())))))
        .containsExactly("listeners[0].tls.certificate");
    assertThat(problems(Map.of("listeners", List.of(Map.of("tls", Map.of("certificate", "x"))))))
        .containsExactly("listeners[0].tls.private-key");
  }

  @Test
  void refusesTlsFilesThatAreMissingOrWrong() {
    for (Map<String, String> tls :
        List.of(
            Map.of("certificate", "no-such-file.pem", "private-key", "no-such-file.pem"),
            tls("ec-key", "ec-certificate"),
            tls("ec-certificate", "ec-certificate"),
            tls("ec-certificate", "other-ec-key"),
            tls("rsa-certificate", "ec-key"))) {
      assertThat(problems(Map.of("listeners", List.of(Map.of("tls", tls)))))
          .containsExactly("listeners[0].tls");
    }
  }

  @Test
  void refusesRoutesThatAreNone() {
    assertThat(problems(Map.of("announce-routes", List.of("announce", "/{passkey}x"))))
        .containsExactly("announce-routes", "announce-routes");
    assertThat(problems(Map.of("scrape-routes", List.of()))).containsExactly("scrape-routes");
  }

  @Test
  void refusesARouteThatIsBoth() {
    assertThat(problems(Map.of("announce-routes", List.of("/x"), "scrape-routes", List.of("/x"))))
        .containsExactly("scrape-routes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1/8", "proxy.example.org", "10.0.0.0/33"})
  void refusesTrustedProxiesThatAreNoNetworks(String network) {
    assertThat(problems(Map.of("trusted-proxies", List.of(network))))
        .containsExactly("trusted-proxies");
  }

  @Test
  void refusesNumbersAndTimesOutOfRange() {
    assertThat(
            problems(
                Map.of(
                    "io-threads",
                    -1,
                    "max-connections",
                    0,
                    "max-request-bytes",
                    100,
                    "request-parse-timeout",
                    Duration.ZERO,
                    "no-request-timeout",
                    Duration.ofDays(1),
                    "idle-timeout",
                    Duration.ofMillis(1),
                    "forwarded-header",
                    "x",
                    "port-blocklist",
                    List.of(0),
                    "max-scrape-infohashes",
                    501)))
        .containsExactlyInAnyOrder(
            "io-threads",
            "max-connections",
            "max-request-bytes",
            "request-parse-timeout",
            "no-request-timeout",
            "idle-timeout",
            "forwarded-header",
            "port-blocklist",
            "max-scrape-infohashes");
  }

  private static Map<String, String> tls(String certificate, String key) {
    return Map.of(
        "certificate",
        TestTls.file(certificate).toString(),
        "private-key",
        TestTls.file(key).toString());
  }

  private static List<String> problems(Map<String, ?> settings) {
    FakeOptions options = FakeOptions.of(settings);
    assertThat(HttpConfig.read(options)).isNotNull();
    return options.problemPaths();
  }
}
