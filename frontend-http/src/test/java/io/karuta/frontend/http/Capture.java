package io.karuta.frontend.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that a real client sent, and what it says.
 *
 * @param name client, event and time
 * @param lines request line and headers
 * @param expected its values, decoded
 */
record Capture(String name, List<String> lines, Map<String, String> expected) {

  /** All of {@code client-announces.txt}. */
  static List<Capture> all() {
    List<Capture> captures = new ArrayList<>();
    for (String block : text().split("\n\n", -1)) {
      if (block.startsWith("--- ")) {
        captures.add(parse(block.split("\n", -1)));
      }
    }
    return captures;
  }

  private static Capture parse(String[] block) {
    List<String> lines = new ArrayList<>();
    Map<String, String> expected = new HashMap<>();
    for (int i = 1; i < block.length; i++) {
      if (block[i].startsWith("= ")) {
        String[] words = block[i].split(" ", 3);
        expected.put(words[1], words[2]);
      } else if (!block[i].isEmpty()) {
        lines.add(block[i]);
      }
    }
    return new Capture(block[0].substring(4), lines, expected);
  }

  private static String text() {
    try (InputStream input = Capture.class.getResourceAsStream("/client-announces.txt")) {
      return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isScrape() {
    return expected.get("kind").equals("scrape");
  }

  /** The request as it was on the wire. */
  String request() {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  String path() {
    return target().substring(0, target().indexOf('?'));
  }

  String query() {
    return target().substring(target().indexOf('?') + 1);
  }

  private String target() {
    return lines.getFirst().split(" ", -1)[1];
  }

  @Override
  public String toString() {
    return name;
  }
}
