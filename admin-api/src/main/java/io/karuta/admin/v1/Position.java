package io.karuta.admin.v1;

import io.karuta.admin.web.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;

/**
 * Where an entry stands in the order of its kind. Cursors are made of it, so that a page begins
 * behind the last entry of the one before, whatever came or went meanwhile. Immutable.
 *
 * @param major the first number; 0 where there is none
 * @param minor the second number; 0 where there is none
 * @param text what comes after the numbers
 */
record Position(long major, long minor, String text) implements Comparable<Position> {

  /** Before everything. */
  static final Position START = new Position(-1, 0, "");

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::major)
          .thenComparingLong(Position::minor)
          .thenComparing(Position::text);

  static Position of(long number) {
    return new Position(number, 0, "");
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  /** Opaque to callers. */
  String toCursor() {
    String plain = major + ":" + minor + ":" + text;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  static Position ofCursor(String cursor) throws RefusedException {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = plain.split(":", 3);
      if (parts.length == 3) {
        return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
      }
    } catch (IllegalArgumentException e) {
      // told below; a number that is none is one of these too
    }
    throw RefusedException.invalid("after", "what an answer gave as next");
  }
}
