package io.karuta.cmd;

import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.runtime.TrackerClock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a running tracker: what the configuration file says, and over it what was changed
 * since, which is kept elsewhere. Thread-safe; reading is two loads and, while global factors have
 * an end, a look at the clock.
 */
final class LiveSettings implements RuntimeSettings {

  private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

  private final TrackerClock clock;
  private final long peerLifetimeSeconds;
  private final Consumer<Map<String, Long>> keeper;
  private volatile State state;
  private int addedSeconds; // what hooks add to the interval, at most; guarded by this

  /**
   * What holds.
   *
   * @param now until the factors end
   * @param afterwards from then on
   */
  private record State(Values fromFile, Map<String, Long> changed, Values now, Values afterwards) {

    static State of(Values fromFile, Map<String, Long> changed) {
      return new State(
          fromFile,
          Map.copyOf(changed),
          Setting.over(fromFile, changed),
          Setting.over(fromFile, Setting.withoutFactors(changed)));
    }

    boolean factorsEnded(TrackerClock clock) {
      return now.factorsEnd() != Values.NEVER
          && Integer.toUnsignedLong(clock.nowSecond()) >= now.factorsEnd();
    }
  }

  /**
   * Settings that begin with what was kept; a kept value that makes no sense is logged and left
   * out.
   *
   * @param addedSeconds what the hooks of the chain add to an interval, at most
   * @param peerLifetime silence after which peers are dropped, which no interval may reach
   * @param keeper keeps everything that was changed, in place of what it kept before; throws if it
   *     can't
   */
  LiveSettings(
      Values fromFile,
      int addedSeconds,
      Duration peerLifetime,
      Map<String, Long> kept,
      Consumer<Map<String, Long>> keeper,
      TrackerClock clock) {
    this.clock = clock;
    this.addedSeconds = addedSeconds;
    peerLifetimeSeconds = peerLifetime.toSeconds();
    this.keeper = keeper;
    Map<String, Long> changed = new TreeMap<>();
    kept.forEach((name, value) -> {
      if (Setting.accepts(name, value)) {
        changed.put(name, value);
      } else {
        LOG.warn(
            "settings: {} = {} was kept and is left out: no such setting or range", name, value);
      }
    });
    state = State.of(fromFile, changed);
  }

  @Override
  public Values current() {
    State holding = state;
    return holding.factorsEnded(clock) ? holding.afterwards() : holding.now();
  }

  @Override
  public synchronized Values change(Edit edit) {
    Map<String, Long> changed = new TreeMap<>(changed());
    put(changed, Setting.INTERVAL, edit.intervalSeconds());
    put(changed, Setting.MIN_INTERVAL, edit.minIntervalSeconds());
    put(changed, Setting.UPLOAD_PERCENT, edit.uploadPercent());
    put(changed, Setting.DOWNLOAD_PERCENT, edit.downloadPercent());
    Long end = edit.factorsEnd();
    put(changed, Setting.FACTORS_END, end != null && end == Values.NEVER ? fromFile() : end);
    State next = State.of(state.fromFile(), changed);
    if (next.factorsEnded(clock)) {
      throw new IllegalArgumentException(
          "factors-end: " + end + " (expected: a second that is still to come, or 0 for never)");
    }
    requireSense(changed, next.fromFile());
    keeper.accept(next.changed());
    state = next;
    return next.now();
  }

  /** What was changed and still counts. */
  private Map<String, Long> changed() {
    State holding = state;
    return holding.factorsEnded(clock)
        ? Setting.withoutFactors(holding.changed())
        : holding.changed();
  }

  private static Long fromFile() {
    return (long) Edit.FROM_FILE;
  }

  private static void put(Map<String, Long> changed, Setting setting, @Nullable Number value) {
    if (value == null) {
      return;
    }
    if (value.longValue() == Edit.FROM_FILE) {
      changed.remove(setting.key());
    } else {
      setting.require(value.longValue());
      changed.put(setting.key(), value.longValue());
    }
  }

  // Called with the lock held.
  private void requireSense(Map<String, Long> changed, Values fromFile) {
    long interval = Setting.INTERVAL.in(changed, fromFile.intervalSeconds());
    long minInterval = Setting.MIN_INTERVAL.in(changed, fromFile.minIntervalSeconds());
    if (changed.containsKey(Setting.INTERVAL.key())
        && interval + addedSeconds >= peerLifetimeSeconds) {
      throw new IllegalArgumentException(
          "interval: "
              + interval
              + " (expected: shorter than swarm.peer-lifetime, "
              + peerLifetimeSeconds
              + (addedSeconds == 0 ? "" : ", less what hooks add, " + addedSeconds)
              + ")");
    }
    if (minInterval > interval) {
      throw new IllegalArgumentException(
          "min-interval: " + minInterval + " (expected: at most interval, " + interval + ")");
    }
  }

  /** Takes what a configuration that was read anew says; what was changed still holds over it. */
  synchronized void fromFile(Values values, int addedByHooks) {
    addedSeconds = addedByHooks;
    state = State.of(values, changed());
  }
}
