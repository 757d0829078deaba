package io.karuta.cmd;

import io.karuta.pipeline.control.RuntimeSettings.Values;
import java.util.Map;
import java.util.TreeMap;

/** One of the settings that can be changed while the tracker runs, by the name it is kept under. */
enum Setting {
  /** Seconds. */
  INTERVAL("interval", 1, 86_400),
  /** Seconds. */
  MIN_INTERVAL("min-interval", 0, 86_400),
  /** 100 is par. */
  UPLOAD_PERCENT("upload-percent", 0, 1000),
  /** 100 is par. */
  DOWNLOAD_PERCENT("download-percent", 0, 1000),
  /** Seconds since 1970. */
  FACTORS_END("factors-end", 1, 0xffff_ffffL);

  private final String key;
  private final long min;
  private final long max;

  Setting(String key, long min, long max) {
    this.key = key;
    this.min = min;
    this.max = max;
  }

  String key() {
    return key;
  }

  /** Whether there is such a setting and it may have that value. */
  static boolean accepts(String key, long value) {
    for (Setting setting : values()) {
      if (setting.key.equals(key)) {
        return value >= setting.min && value <= setting.max;
      }
    }
    return false;
  }

  /**
   * Refuses a value out of range.
   *
   * @throws IllegalArgumentException that names setting, value and range
   */
  void require(long value) {
    if (!accepts(key, value)) {
      throw new IllegalArgumentException(
          key + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }

  long in(Map<String, Long> changed, long otherwise) {
    return changed.getOrDefault(key, otherwise);
  }

  private int in(Map<String, Long> changed, int otherwise) {
    return (int) in(changed, (long) otherwise);
  }

  /**
   * The values of the file with changes over them. A least interval of one that is longer than the
   * interval of the other is cut to that.
   */
  static Values over(Values fromFile, Map<String, Long> changed) {
    int interval = INTERVAL.in(changed, fromFile.intervalSeconds());
    return new Values(
        interval,
        Math.min(interval, MIN_INTERVAL.in(changed, fromFile.minIntervalSeconds())),
        UPLOAD_PERCENT.in(changed, fromFile.uploadPercent()),
        DOWNLOAD_PERCENT.in(changed, fromFile.downloadPercent()),
        FACTORS_END.in(changed, Values.NEVER));
  }

  /** Changes without those that end with the factors. */
  static Map<String, Long> withoutFactors(Map<String, Long> changed) {
    Map<String, Long> left = new TreeMap<>(changed);
    left.remove(UPLOAD_PERCENT.key);
    left.remove(DOWNLOAD_PERCENT.key);
    left.remove(FACTORS_END.key);
    return left;
  }
}
