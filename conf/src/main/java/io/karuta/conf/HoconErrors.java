package io.karuta.conf;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import java.util.regex.Pattern;

/** Takes the library's exceptions apart into a place and a message. */
final class HoconErrors {

  /** Advice for the rare file that should have been a Java properties file. */
  private static final Pattern ADVICE = Pattern.compile("(, or you may be able to rename .*)\\)$");

  private HoconErrors() {}

  /** Where the fault is; the main file as a whole if the library doesn't say. */
  static Place place(ConfigException e, String mainFile) {
    ConfigOrigin origin = e.origin();
    if (origin == null) {
      return new Place(mainFile, 0);
    }
    String file = origin.filename() == null ? origin.description() : origin.filename();
    return new Place(file, Math.max(0, origin.lineNumber()));
  }

  /** The message without the place. */
  static String message(ConfigException e) {
    String message = String.valueOf(e.getMessage());
    ConfigOrigin origin = e.origin();
    if (origin != null) {
      String prefix = origin.description() + ": ";
      message = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
    return ADVICE.matcher(message).replaceFirst(")");
  }
}
