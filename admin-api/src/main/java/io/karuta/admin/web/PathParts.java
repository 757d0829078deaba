package io.karuta.admin.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Paths and query strings, taken apart before they are decoded and decoded once, so that no escaped
 * slash or dot means anything. What is not exactly a path is refused rather than tidied up.
 */
public final class PathParts {

  private PathParts() {}

  /**
   * The parts of a request's path between slashes, undecoded.
   *
   * @param rawUri the request's target before the question mark, as it came
   * @throws RefusedException if it is no plain absolute path
   */
  public static List<String> of(String rawUri) throws RefusedException {
    if (!rawUri.startsWith("/") || rawUri.indexOf(';') >= 0 || rawUri.indexOf('\\') >= 0) {
      throw RefusedException.invalid("path", "a plain path that begins with a slash");
    }
    List<String> segments = split(rawUri);
    for (String segment : segments) {
      String dots = segment.replace("%2e", ".").replace("%2E", ".");
      if (dots.equals(".") || dots.equals("..")) {
        throw RefusedException.invalid("path", "a path without . and ..");
      }
    }
    return segments;
  }

  static List<String> split(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /**
   * The parameters of a query string.
   *
   * @param known which there may be
   * @throws RefusedException if there is another one, one twice, or one that can't be decoded
   */
  public static Map<String, String> query(String raw, Set<String> known) throws RefusedException {
    Map<String, String> values = new TreeMap<>();
    if (raw.isEmpty()) {
      return values;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), "query", true);
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), name, true);
      if (!known.contains(name)) {
        String expected =
            known.isEmpty() ? "no parameters" : "one of " + String.join(", ", new TreeSet<>(known));
        throw RefusedException.invalid("query", expected);
      }
      if (values.put(name, value) != null) {
        throw RefusedException.invalid(name, "once, found twice");
      }
    }
    return values;
  }

  /**
   * Decodes percent escapes of UTF-8, once.
   *
   * @param plus whether a plus sign stands for a space, as in query strings
   */
  static String decode(String raw, String where, boolean plus) throws RefusedException {
    ByteBuffer bytes = ByteBuffer.allocate(3 * raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        if (i + 2 >= raw.length()
            || !HexFormat.isHexDigit(raw.charAt(i + 1))
            || !HexFormat.isHexDigit(raw.charAt(i + 2))) {
          throw RefusedException.invalid(where, "two hexadecimal digits behind each %");
        }
        bytes.put((byte) HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else if (c <= 0x20 || c >= 0x7f) {
        throw RefusedException.invalid(where, "visible ASCII characters, others escaped");
      } else {
        bytes.put((byte) (plus && c == '+' ? ' ' : c));
      }
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
        throw RefusedException.invalid(where, "no control characters");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw RefusedException.invalid(where, "escaped UTF-8");
    }
  }
}
