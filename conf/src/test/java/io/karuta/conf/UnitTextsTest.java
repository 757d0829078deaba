package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitTextsTest {

  @ParameterizedTest
  @CsvSource({
    "30 minutes, PT30M",
    "30m, PT30M",
    "1 minute, PT1M",
    "1.5h, PT1H30M",
    "500 ms, PT0.5S",
    "250 micros, PT0.00025S",
    "7 ns, PT0.000000007S",
    "21 d, PT504H",
    "0 s, PT0S",
    "' 5  seconds ', PT5S",
    "100000 days, PT2400000H",
  })
  void readsDurations(String text, Duration expected) {
    assertThat(UnitTexts.duration(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "minutes",
        "30 fortnights",
        "-5 s",
        "5 S",
        "1e3 s",
        "5 s s",
        "NaN s",
        "1 month",
        "999999999999999999 days"
      })
  void refusesWhatIsNoDuration(String text) {
    assertThat(UnitTexts.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "64 MiB, 67108864",
    "64M, 67108864",
    "64 Mi, 67108864",
    "64 MB, 64000000",
    "1 kB, 1000",
    "1k, 1024",
    "1.5 KiB, 1536",
    "10 B, 10",
    "10 bytes, 10",
    "2 TiB, 2199023255552",
  })
  void readsSizes(String text, long expected) {
    assertThat(UnitTexts.sizeBytes(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64", "MiB", "-1 B", "64 XiB", "64 MiBi", "99999999999 TiB"})
  void refusesWhatIsNoSize(String text) {
    assertThat(UnitTexts.sizeBytes(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "1.5", " 7 "})
  void knowsThatOnlyTheUnitIsMissing(String text) {
    assertThat(UnitTexts.lacksUnit(text)).isTrue();
  }

  @Test
  void writesWhatItReads() {
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int i = 0; i < 10_000; i++) {
      Duration duration =
          Duration.ofSeconds(random.nextLong(1L << random.nextInt(1, 40)))
              .plusNanos(random.nextInt(4) * 250_000_000L);
      long bytes = random.nextLong(1L << random.nextInt(1, 40)) << random.nextInt(20);

      assertThat(UnitTexts.duration(UnitTexts.render(duration)))
          .as("seed %d", seed)
          .contains(duration);
      assertThat(UnitTexts.sizeBytes(UnitTexts.renderSize(bytes)))
          .as("seed %d", seed)
          .contains(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 seconds",
    "PT1S, 1 second",
    "PT90S, 90 seconds",
    "PT1H, 1 hour",
    "PT24H, 1 day",
    "PT0.001S, 1 milli",
    "PT0.000002S, 2 micros",
    "PT0.000000001S, 1 nanosecond",
  })
  void writesDurationsInTheLargestUnitThatFits(Duration duration, String expected) {
    assertThat(UnitTexts.render(duration)).isEqualTo(expected);
  }
}
