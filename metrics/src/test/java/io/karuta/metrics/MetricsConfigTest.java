package io.karuta.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricsConfigTest {

  private static FakeOptions options(String system, Map<String, ?> keys) {
    return FakeOptions.of(Map.of(system, keys));
  }

  @Test
  void sendsNothingAnywhereByDefault() {
    FakeOptions options = FakeOptions.empty();

    assertThat(MetricsConfig.read(options)).isEqualTo(MetricsConfig.nowhere());
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void hasDefaultsForGraphite() {
    assertThat(MetricsConfig.read(options("graphite", Map.of())).graphite())
        .contains(new GraphiteTarget("localhost", 2003, "", Duration.ofMinutes(1)));
  }

  @Test
  void readsEveryKeyOfGraphite() {
    FakeOptions options =
        options(
            "graphite",
            Map.of(
                "host",
                "graphite.example",
                "port",
                2103,
                "prefix",
                "site.tracker-1",
                "interval",
                Duration.ofSeconds(10)));

    assertThat(MetricsConfig.read(options).graphite())
        .contains(
            new GraphiteTarget("graphite.example", 2103, "site.tracker-1", Duration.ofSeconds(10)));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void hasDefaultsForInflux() {
    FakeOptions options = options("influx", Map.of());

    assertThat(MetricsConfig.read(options).influx())
        .contains(
            new InfluxTarget(
                "http://127.0.0.1:8086", "", "", "", "karuta", "", "", Duration.ofMinutes(1)));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void readsEveryKeyOfInflux() {
    FakeOptions options =
        options(
            "influx",
            Map.of(
                "url", "https://influx.example:8087",
                "organisation", "site",
                "bucket", "trackers",
                "token", "t0ken",
                "database", "numbers",
                "user", "tracker",
                "password", "hunter2",
                "interval", Duration.ofSeconds(5)));

    assertThat(MetricsConfig.read(options).influx())
        .contains(
            new InfluxTarget(
                "https://influx.example:8087",
                "site",
                "trackers",
                "t0ken",
                "numbers",
                "tracker",
                "hunter2",
                Duration.ofSeconds(5)));
    assertThat(options.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", ".site", "site.", "a..b", "a/b"})
  void refusesAPrefixThatIsNoPath(String prefix) {
    FakeOptions options = options("graphite", Map.of("prefix", prefix));

    MetricsConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("graphite.prefix");
  }

  @Test
  void refusesNumbersOutOfRange() {
    FakeOptions options =
        options("graphite", Map.of("port", 0, "interval", Duration.ofMillis(1500)));

    MetricsConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("graphite.port", "graphite.interval");
  }

  @ParameterizedTest
  @ValueSource(strings = {"influx.example:8086", "udp://influx.example", "http://u:p@host", "%"})
  void refusesAnUrlThatIsNotHttp(String url) {
    FakeOptions options = options("influx", Map.of("url", url));

    MetricsConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("influx.url");
  }

  @Test
  void refusesHalfOfWhatEachVersionOfInfluxNeeds() {
    FakeOptions bucketAlone = options("influx", Map.of("bucket", "trackers"));
    FakeOptions organisationAlone = options("influx", Map.of("organisation", "site"));
    FakeOptions tokenAlone = options("influx", Map.of("token", "t0ken"));
    FakeOptions passwordAlone = options("influx", Map.of("password", "hunter2"));

    MetricsConfig.read(bucketAlone);
    MetricsConfig.read(organisationAlone);
    MetricsConfig.read(tokenAlone);
    MetricsConfig.read(passwordAlone);

    assertThat(bucketAlone.problemPaths()).containsExactly("influx.organisation");
    assertThat(organisationAlone.problemPaths()).containsExactly("influx.bucket");
    assertThat(tokenAlone.problemPaths()).containsExactly("influx.token");
    assertThat(passwordAlone.problemPaths()).containsExactly("influx.password");
  }

  @Test
  void keepsSecretsToItself() {
    FakeOptions options =
        options(
            "influx",
            Map.of(
                "organisation",
                "site",
                "bucket",
                "trackers",
                "token",
                "t0ken",
                "user",
                "u",
                "password",
                "hunter2"));

    assertThat(MetricsConfig.read(options).toString()).doesNotContain("t0ken", "hunter2");
  }
}
