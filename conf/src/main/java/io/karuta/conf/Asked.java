package io.karuta.conf;

import java.util.List;

/** What was learned of a key that somebody asked for. */
sealed interface Asked {

  /** Somebody asked whether it is there, nothing more. */
  record Presence() implements Asked {}

  /** It has no default and the file doesn't set it. */
  record Unset() implements Asked {}

  /**
   * Its value.
   *
   * @param hocon how it is written
   * @param isDefault whether the file doesn't set it
   */
  record Value(String hocon, boolean isDefault) implements Asked {}

  /**
   * It is a secret.
   *
   * @param digest tells two of them apart, and nothing else
   * @param isDefault whether the file doesn't set it
   */
  record Secret(String digest, boolean isDefault) implements Asked {}

  /** It is a level. */
  record Level(HoconOptions options) implements Asked {}

  /** It is a list of levels. */
  record Levels(List<HoconOptions> options) implements Asked {

    /** Copies the list. */
    public Levels {
      options = List.copyOf(options);
    }
  }
}
