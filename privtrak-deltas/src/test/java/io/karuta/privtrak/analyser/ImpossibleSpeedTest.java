package io.karuta.privtrak.analyser;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.DeltaAnalyser;
import io.karuta.pipeline.delta.DeltaAnalyserEnvironment;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.Finding;
import io.karuta.pipeline.delta.RecentFindings;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImpossibleSpeedTest {

  private static final Map<String, Object> OPTIONS =
      Map.of("bytes-per-second", 1000, "ignore-below", 500, "max-peers", 2);

  private final RecentFindings findings = new RecentFindings(10);
  private DeltaAnalyser analyser = analyser(OPTIONS);

  private DeltaAnalyser analyser(Map<String, Object> options) {
    return new ImpossibleSpeedFactory()
        .configure(FakeOptions.of(options))
        .create(
            new DeltaAnalyserEnvironment("speed", findings, new FakeMetrics(), new FakeClock()));
  }

  private void observe(int peer, int atSecond, long uploaded, DeltaEvent event) {
    analyser.observe(
        new StatsDelta(
            atSecond,
            atSecond,
            new UserId(0, 7),
            7,
            new InfoHash(0, 0, 1),
            100,
            new PeerId(0, 0, peer),
            List.of(),
            "",
            "",
            event,
            uploaded,
            0,
            uploaded,
            0,
            0,
            0,
            uploaded,
            0,
            0,
            0,
            false,
            0,
            0,
            1,
            0));
  }

  private void observe(int peer, int atSecond, long uploaded) {
    observe(peer, atSecond, uploaded, DeltaEvent.NONE);
  }

  @Test
  void findsWhoUploadsFasterThanAnybodyCan() {
    observe(1, 100, 0);
    observe(1, 109, 10_001);

    assertThat(findings.newestFirst())
        .containsExactly(
            new Finding(
                "speed",
                Finding.Severity.WARNING,
                new UserId(0, 7),
                7,
                new InfoHash(0, 0, 1),
                100,
                new PeerId(0, 0, 1),
                109,
                109,
                "uploaded 10001 bytes in 9 s: 1000 bytes/s (limit: 1000)"));
  }

  @Test
  void findsNothingInWhatIsPossible() {
    observe(1, 100, 0);
    observe(1, 109, 10_000);

    assertThat(findings.newestFirst()).isEmpty();
  }

  @Test
  void findsTheLastBytesOfAStopToo() {
    observe(1, 100, 0);
    observe(1, 100, 1001, DeltaEvent.STOPPED);
    observe(1, 200, 1_000_000, DeltaEvent.STARTED);

    assertThat(findings.newestFirst()).hasSize(1);
  }

  @Test
  void judgesNoFirstSight() {
    observe(1, 100, 1_000_000);

    assertThat(findings.newestFirst()).isEmpty();
  }

  @Test
  void judgesNoSmallAmounts() {
    analyser = analyser(Map.of("bytes-per-second", 1, "ignore-below", 500));
    observe(1, 100, 0);
    observe(1, 100, 499);

    assertThat(findings.newestFirst()).isEmpty();
  }

  @Test
  void judgesNoTimeThatRunsBackwards() {
    observe(1, 100, 0);
    observe(1, 90, 1_000_000);

    assertThat(findings.newestFirst()).isEmpty();
  }

  @Test
  void judgesNoExpiry() {
    observe(1, 100, 0);
    observe(1, 101, 1_000_000, DeltaEvent.EXPIRED);

    assertThat(findings.newestFirst()).isEmpty();
  }

  @Test
  void forgetsWhoWasHeardOfLongestAgo() {
    observe(1, 100, 0);
    observe(2, 100, 0);
    observe(1, 101, 0);
    observe(3, 101, 0);

    observe(2, 102, 1_000_000);
    assertThat(findings.newestFirst()).isEmpty();
    observe(3, 102, 1_000_000);
    assertThat(findings.newestFirst()).hasSize(1);
  }

  @Test
  void livesWithTheLargestNumbers() {
    observe(1, 0, 0);
    observe(1, Integer.MAX_VALUE, Long.MAX_VALUE);

    assertThat(findings.newestFirst()).hasSize(1);
  }

  @Test
  void hasDefaults() {
    FakeOptions options = FakeOptions.empty();

    assertThat(ImpossibleSpeedConfig.read(options))
        .isEqualTo(new ImpossibleSpeedConfig(1L << 30, 16L << 20, 200_000));
    assertThat(options.askedKeys()).isEqualTo(OPTIONS.keySet());
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void readsEveryKey() {
    FakeOptions options = FakeOptions.of(OPTIONS);

    assertThat(ImpossibleSpeedConfig.read(options))
        .isEqualTo(new ImpossibleSpeedConfig(1000, 500, 2));
    assertThat(options.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"bytes-per-second, 0", "ignore-below, -1", "max-peers, 0"})
  void refusesNumbersOutOfRange(String key, int value) {
    FakeOptions options = FakeOptions.of(Map.of(key, value));

    ImpossibleSpeedConfig.read(options);

    assertThat(options.problemPaths()).containsExactly(key);
  }
}
