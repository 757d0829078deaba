package org.example.httpdeltas;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpDeltaConfigTest {

  @Test
  void hasDefaultsForAllButTheEndpoint() {
    FakeOptions options = FakeOptions.of(Map.of("endpoint", "http://site.example/deltas"));

    HttpDeltaConfig config = HttpDeltaConfig.read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config)
        .isEqualTo(
            new HttpDeltaConfig(
                URI.create("http://site.example/deltas"), "", Duration.ofSeconds(10)));
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "endpoint", "https://site.example/deltas",
                "token", "secret",
                "timeout", Duration.ofSeconds(3)));

    HttpDeltaConfig config = HttpDeltaConfig.read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config)
        .isEqualTo(
            new HttpDeltaConfig(
                URI.create("https://site.example/deltas"), "secret", Duration.ofSeconds(3)));
  }

  @Test
  void refusesWhatIsNoEndpoint() {
    for (String endpoint :
        List.of("", "site.example", "ftp://site.example/", "http:///deltas", "http://a/?b", "h t")) {
      FakeOptions options = FakeOptions.of(Map.of("endpoint", endpoint));

      HttpDeltaConfig.read(options);

      assertThat(options.problemPaths()).as(endpoint).containsExactly("endpoint");
    }
  }

  @Test
  void sendsNoTokenThatOthersCouldRead() {
    FakeOptions options =
        FakeOptions.of(Map.of("endpoint", "http://site.example/deltas", "token", "secret"));
    FakeOptions local =
        FakeOptions.of(Map.of("endpoint", "http://127.0.0.1:8080/deltas", "token", "secret"));

    HttpDeltaConfig.read(options);
    HttpDeltaConfig.read(local);

    assertThat(options.problemPaths()).containsExactly("endpoint");
    assertThat(local.problems()).isEmpty();
  }

  @Test
  void refusesTimeoutsOutOfRange() {
    FakeOptions options =
        FakeOptions.of(Map.of("endpoint", "http://site.example/", "timeout", Duration.ZERO));

    HttpDeltaConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("timeout");
  }
}
