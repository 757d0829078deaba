package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings for tests: on loopback, on any free port, loopback clients welcome. */
final class TestConfig {

  private TestConfig() {}

  /** The given settings on top of those that every test needs. */
  static HttpConfig of(Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("listeners", List.of(Map.of("address", "127.0.0.1", "port", 0)));
    all.put("allow-non-routable", true);
    all.put("io-threads", 2);
    all.putAll(settings);
    FakeOptions options = FakeOptions.of(all);
    HttpConfig config = HttpConfig.read(options);
    assertThat(options.problems()).isEmpty();
    return config;
  }

  static RequestRules rules(Map<String, ?> settings) {
    return new RequestRules(of(settings));
  }
}
