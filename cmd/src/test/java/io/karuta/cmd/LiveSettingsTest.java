package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.control.RuntimeSettings.Edit;
import io.karuta.pipeline.control.RuntimeSettings.Values;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.testkit.AllocationMeter;
import io.karuta.testkit.FakeClock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LiveSettingsTest {

  private static final Values FILE = new Values(1800, 900, 100, 100, Values.NEVER);
  private static final Duration LIFETIME = Duration.ofMinutes(45);

  private final FakeClock clock = new FakeClock();
  private final Map<String, Long> kept = new TreeMap<>();

  private LiveSettings settings() {
    return settings(FILE, this::keep);
  }

  private LiveSettings settings(Values fromFile, Consumer<Map<String, Long>> keeper) {
    return new LiveSettings(fromFile, 0, LIFETIME, Map.copyOf(kept), keeper, clock);
  }

  private void keep(Map<String, Long> changed) {
    kept.clear();
    kept.putAll(changed);
  }

  @Test
  void countWhatHooksAddAgainstThePeersLifetime() {
    LiveSettings settings = new LiveSettings(FILE, 180, LIFETIME, Map.of(), this::keep, clock);

    assertThatThrownBy(() -> settings.change(interval(2520)))
        .hasMessage(
            "interval: 2520 (expected: shorter than swarm.peer-lifetime, 2700, less what hooks"
                + " add, 180)");
    assertThat(settings.change(interval(2519)).intervalSeconds()).isEqualTo(2519);

    settings.fromFile(FILE, 100);
    assertThat(settings.change(interval(2599)).intervalSeconds()).isEqualTo(2599);
  }

  private static Edit interval(int seconds) {
    return new Edit(seconds, null, null, null, null);
  }

  private static Edit minInterval(int seconds) {
    return new Edit(null, seconds, null, null, null);
  }

  private static Edit factors(
      @Nullable Integer upload, @Nullable Integer download, @Nullable Long end) {
    return new Edit(null, null, upload, download, end);
  }

  @Test
  void areThoseOfTheFileUntilTheyAreChanged() {
    LiveSettings settings = settings();

    assertThat(settings.current()).isEqualTo(FILE);
    assertThat(settings.change(interval(1200))).isEqualTo(new Values(1200, 900, 100, 100, 0));
    assertThat(settings.current()).isEqualTo(new Values(1200, 900, 100, 100, 0));
  }

  @Test
  void goBackToTheFileOneByOne() {
    LiveSettings settings = settings();
    settings.change(new Edit(1200, 600, 200, 0, null));

    settings.change(new Edit(Edit.FROM_FILE, null, Edit.FROM_FILE, null, null));

    assertThat(settings.current()).isEqualTo(new Values(1800, 600, 100, 0, 0));
    assertThat(kept)
        .containsOnly(Map.entry("min-interval", 600L), Map.entry("download-percent", 0L));
  }

  @Test
  void outliveARestart() {
    settings().change(new Edit(1200, 600, 200, 50, clock.nowSecond() + 100L));

    assertThat(settings().current())
        .isEqualTo(new Values(1200, 600, 200, 50, clock.nowSecond() + 100L));
  }

  @Test
  void outliveAReloadThatChangesTheFile() {
    LiveSettings settings = settings();
    settings.change(interval(1200));

    settings.fromFile(new Values(2000, 800, 300, 100, Values.NEVER), 0);

    assertThat(settings.current()).isEqualTo(new Values(1200, 800, 300, 100, 0));
  }

  @Test
  void neverTellALeastIntervalThatIsLongerThanTheInterval() {
    LiveSettings settings = settings();
    settings.change(interval(1000));

    settings.fromFile(new Values(2400, 1500, 100, 100, Values.NEVER), 0);

    assertThat(settings.current()).isEqualTo(new Values(1000, 1000, 100, 100, 0));
  }

  @Test
  void dropTheGlobalFactorsInTheSecondOfTheirEnd() {
    LiveSettings settings = settings();
    long end = clock.nowSecond() + 60L;
    settings.change(new Edit(1200, null, 200, 0, end));

    clock.advanceSeconds(59);
    assertThat(settings.current()).isEqualTo(new Values(1200, 900, 200, 0, end));
    clock.advanceSeconds(1);
    assertThat(settings.current()).isEqualTo(new Values(1200, 900, 100, 100, 0));
    assertThat(settings().current()).as("restarted").isEqualTo(new Values(1200, 900, 100, 100, 0));
  }

  @Test
  void forgetFactorsThatHaveEndedAtTheNextChange() {
    LiveSettings settings = settings();
    settings.change(factors(200, 0, clock.nowSecond() + 60L));
    clock.advanceSeconds(100);

    settings.change(factors(null, 50, null));

    assertThat(settings.current()).isEqualTo(new Values(1800, 900, 100, 50, 0));
    assertThat(kept).containsOnly(Map.entry("download-percent", 50L));
  }

  @Test
  void letFactorsHoldForEverIfTheirEndIsTakenAway() {
    LiveSettings settings = settings();
    settings.change(factors(200, 0, clock.nowSecond() + 60L));

    settings.change(factors(null, null, 0L));
    clock.advanceSeconds(100);

    assertThat(settings.current()).isEqualTo(new Values(1800, 900, 200, 0, 0));
  }

  @Test
  void refuseWhatIsOutOfRangeByItsName() {
    refuses(interval(0), "interval: 0 (expected: 1 to 86400)");
    refuses(interval(86_401), "interval: 86401 (expected: 1 to 86400)");
    refuses(interval(2700), "interval: 2700 (expected: shorter than swarm.peer-lifetime, 2700)");
    refuses(minInterval(-2), "min-interval: -2 (expected: 0 to 86400)");
    refuses(minInterval(1801), "min-interval: 1801 (expected: at most interval, 1800)");
    refuses(interval(899), "min-interval: 900 (expected: at most interval, 899)");
    refuses(factors(1001, null, null), "upload-percent: 1001 (expected: 0 to 1000)");
    refuses(factors(null, -5, null), "download-percent: -5 (expected: 0 to 1000)");
    refuses(factors(null, null, -7L), "factors-end: -7 (expected: 1 to 4294967295)");
    long now = clock.nowSecond();
    refuses(
        factors(null, 0, now),
        "factors-end: " + now + " (expected: a second that is still to come, or 0 for never)");
  }

  private void refuses(Edit edit, String message) {
    LiveSettings settings = settings();
    assertThatThrownBy(() -> settings.change(edit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(settings.current()).isEqualTo(FILE);
    assertThat(kept).isEmpty();
  }

  @Test
  void stayAsTheyAreIfTheyCannotBeKept() {
    LiveSettings settings =
        settings(
            FILE,
            _ -> {
              throw new RegistryException("the database is away", new IllegalStateException());
            });

    assertThatThrownBy(() -> settings.change(interval(1200))).isInstanceOf(RegistryException.class);
    assertThat(settings.current()).isEqualTo(FILE);
  }

  @Test
  void leaveOutWhatWasKeptAndMakesNoSense() {
    kept.put("interval", 0L);
    kept.put("colour", 7L);
    kept.put("upload-percent", 200L);

    assertThat(settings().current()).isEqualTo(new Values(1800, 900, 200, 100, 0));
  }

  @Test
  void areReadWithoutAllocation() {
    LiveSettings settings = settings();
    settings.change(factors(200, 0, clock.nowSecond() + 60L));

    long[] sum = new long[1];
    assertThat(
            AllocationMeter.bytesPerCall(
                20_000, () -> sum[0] += settings.current().uploadPercent()))
        .isZero();
    assertThat(sum[0]).isPositive();
  }
}
