package io.karuta.pipeline.control;

import org.jspecify.annotations.Nullable;

/**
 * Settings that change while the tracker runs, and stay over reloads and restarts until they are
 * changed again. Thread-safe; reading never waits and is done per announce, changing may wait.
 */
public interface RuntimeSettings {

  /** Settings that can't be changed, for tests and measurements. */
  static RuntimeSettings fixed(Values values) {
    return new RuntimeSettings() {
      @Override
      public Values current() {
        return values;
      }

      @Override
      public Values change(Edit edit) {
        throw new UnsupportedOperationException("settings: fixed");
      }
    };
  }

  /** What holds now. */
  Values current();

  /**
   * Changes what {@code edit} gives a value for; the next announce sees it.
   *
   * @return what holds now
   * @throws IllegalArgumentException if a value is out of its range, or the interval would be
   *     shorter than the least one; the message names it, and nothing was changed
   * @throws io.karuta.pipeline.registry.RegistryException if they can't be kept; then nothing was
   *     changed
   */
  Values change(Edit edit);

  /**
   * The values in effect: of the configuration file, or what was changed since. Immutable.
   *
   * @param intervalSeconds what clients are told to wait between announces, 1 to 86,400
   * @param minIntervalSeconds what clients are told to wait at least, 0 to {@code intervalSeconds}
   * @param uploadPercent global credit per uploaded byte, 0 to 1000, 100 is par
   * @param downloadPercent global credit per downloaded byte, 0 (freeleech) to 1000, 100 is par
   * @param factorsEnd when the global factors go back to those of the file, seconds since 1970; 0
   *     for never
   */
  record Values(
      int intervalSeconds,
      int minIntervalSeconds,
      int uploadPercent,
      int downloadPercent,
      long factorsEnd) {

    /** For {@code factorsEnd}. */
    public static final long NEVER = 0;
  }

  /**
   * What to change. Each component is null to leave it, {@link #FROM_FILE} to go back to the
   * configuration file, or the new value. Immutable.
   */
  record Edit(
      @Nullable Integer intervalSeconds,
      @Nullable Integer minIntervalSeconds,
      @Nullable Integer uploadPercent,
      @Nullable Integer downloadPercent,
      @Nullable Long factorsEnd) {

    /** Back to what the configuration file says; for {@code factorsEnd} it means never. */
    public static final int FROM_FILE = -1;
  }
}
