package io.karuta.privtrak.handler;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the handler {@code jsonl}: {@code deltas-20261121T155029Z-0000.jsonl}, when it was
 * begun and the how-manieth of that second. Names sort as the files were begun. Immutable.
 *
 * @param second seconds since 1970, unsigned
 * @param number 0 to 9999
 */
record JsonlFile(Path path, long second, int number) implements Comparable<JsonlFile> {

  private static final int MAX_NUMBER = 9999;
  private static final Pattern NAME = Pattern.compile("deltas-(\\d{8}T\\d{6}Z)-(\\d{4})\\.jsonl");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static JsonlFile of(Path folder, long second, int number) {
    String name =
        String.format(
            Locale.ROOT,
            "deltas-%s-%04d.jsonl",
            TIME.format(Instant.ofEpochSecond(second)),
            number);
    return new JsonlFile(folder.resolve(name), second, number);
  }

  /** The first file of a folder. */
  static JsonlFile first(Path folder, long nowSecond) {
    return of(folder, nowSecond, 0);
  }

  /** A file of that name, unless it is something else. */
  static Optional<JsonlFile> parse(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      long second = TIME.parse(name.group(1), Instant::from).getEpochSecond();
      return Optional.of(new JsonlFile(path, second, Integer.parseInt(name.group(2))));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // such as the 99th of a month: nothing of ours
    }
  }

  /** The file that comes after this one, whatever the clock says. */
  JsonlFile next(Path folder, long nowSecond) {
    if (nowSecond > second) {
      return of(folder, nowSecond, 0);
    }
    return number == MAX_NUMBER ? of(folder, second + 1, 0) : of(folder, second, number + 1);
  }

  @Override
  public int compareTo(JsonlFile other) {
    return path.getFileName().compareTo(other.path.getFileName());
  }
}
