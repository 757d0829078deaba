package io.karuta.client;

import org.jspecify.annotations.Nullable;

/**
 * What is to change of the settings; the rest stays. A null takes a setting back to what the
 * configuration file says. Immutable.
 */
public final class SettingsPatch {

  private final Patch patch;

  private SettingsPatch(Patch patch) {
    this.patch = patch;
  }

  /** Nothing yet. */
  public static SettingsPatch nothing() {
    return new SettingsPatch(Patch.NOTHING);
  }

  /** Seconds between announces. */
  public SettingsPatch interval(@Nullable Integer seconds) {
    return new SettingsPatch(patch.with("interval", seconds));
  }

  /** Least seconds between announces. */
  public SettingsPatch minInterval(@Nullable Integer seconds) {
    return new SettingsPatch(patch.with("min_interval", seconds));
  }

  /** Global credit per uploaded byte, 0 to 1000. */
  public SettingsPatch uploadPercent(@Nullable Integer percent) {
    return new SettingsPatch(patch.with("upload_percent", percent));
  }

  /** Global credit per downloaded byte, 0 to 1000. */
  public SettingsPatch downloadPercent(@Nullable Integer percent) {
    return new SettingsPatch(patch.with("download_percent", percent));
  }

  /** When the factors go back to the file's, in seconds since 1970; null for never. */
  public SettingsPatch factorsEnd(@Nullable Long second) {
    return new SettingsPatch(patch.with("factors_end", second));
  }

  /** Whether nothing is to change. */
  public boolean isEmpty() {
    return patch.isEmpty();
  }

  Patch patch() {
    return patch;
  }
}
