package io.karuta.cmd.crash;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last things that one client did. Confined to one thread at a time. */
final class Story {

  private static final int LENGTH = 30;

  private final Deque<String> lines = new ArrayDeque<>();

  void tell(String line) {
    if (lines.size() == LENGTH) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  @Override
  public String toString() {
    return "    " + String.join("\n    ", lines);
  }
}
