package io.karuta.frontend.http;

import java.util.List;
import java.util.Random;

/** Breaks requests, by chance but the same way for the same seed. */
final class Mutations {

  private static final List<String> CHUNKS =
      List.of(
          "%",
          "%4",
          "%zz",
          "%00",
          "%ff",
          "&",
          ";",
          "=",
          "+",
          "info_hash=",
          "&info_hash=a",
          "&port=0",
          "&left=-1",
          "&left=18446744073709551616",
          "&event=",
          "&event=stopped",
          "&numwant=-1",
          "&passkey=",
          "&ip=::1",
          "&compact=0",
          "?",
          "#",
          "/",
          "//",
          "/../",
          "\"",
          "<",
          "{",
          "\u0000",
          "\u0001",
          "\u007f",
          "\u0080",
          "\u00ff",
          "\t",
          "%%%",
          "a".repeat(70));

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /** A broken form of {@code text}; chars stay below 256. */
  String of(String text) {
    StringBuilder broken = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutate(broken);
    }
    return broken.toString();
  }

  private void mutate(StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(30));
    switch (random.nextInt(7)) {
      case 0 -> text.insert(at, CHUNKS.get(random.nextInt(CHUNKS.size())));
      case 1 -> text.delete(at, end);
      case 2 -> text.insert(at, text.substring(at, end));
      case 3 -> text.setLength(at);
      case 4 -> text.insert(at, (char) random.nextInt(256));
      case 5 -> text.replace(at, end, CHUNKS.get(random.nextInt(CHUNKS.size())));
      default -> swap(text, at);
    }
  }

  private void swap(StringBuilder text, int at) {
    if (at < text.length()) {
      text.setCharAt(at, (char) random.nextInt(256));
    }
  }
}
