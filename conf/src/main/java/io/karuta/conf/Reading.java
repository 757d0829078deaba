package io.karuta.conf;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What all levels of one configuration share. Confined to one thread.
 *
 * @param home what relative paths are relative to, absolute
 * @param sources the files
 * @param problems where problems go
 */
record Reading(Path home, Sources sources, ProblemLog problems) {

  private static final int LONGEST_QUOTE = 60;

  /** A level below, or an element of a list. */
  HoconOptions level(Map<String, ConfigValue> values, String path, Place place) {
    return new HoconOptions(this, values, path, place);
  }

  /**
   * Where a value stands. One that came out of a substitution stands where it was set; one out of
   * the environment, and one merged from several places, where its key is.
   */
  Place place(ConfigValue value, String path, Place level) {
    ConfigOrigin origin = value.origin();
    return origin.filename() == null || origin.lineNumber() < 1
        ? sources.placeOf(path, level)
        : new Place(origin.filename(), origin.lineNumber());
  }

  /** The text of a single value, a number as it is written; empty for a list, a level or null. */
  static Optional<String> text(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> Optional.of(value.atKey("value").getString("value"));
      case OBJECT, LIST, NULL -> Optional.empty();
    };
  }

  /** How a value is quoted in a problem. */
  static String describe(ConfigValue value) {
    String kind =
        switch (value.valueType()) {
          case OBJECT -> "a level in braces";
          case LIST -> "a list";
          case NULL -> "null";
          case STRING, NUMBER, BOOLEAN -> quote(value);
        };
    return value.origin().description().startsWith(Environment.ORIGIN)
        ? kind + " from the " + value.origin().description()
        : kind;
  }

  private static String quote(ConfigValue value) {
    String text = text(value).orElse("");
    String shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    return value.valueType() == ConfigValueType.STRING ? ConfigUtil.quoteString(shown) : shown;
  }
}
