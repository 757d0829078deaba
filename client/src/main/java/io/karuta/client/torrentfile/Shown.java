package io.karuta.client.torrentfile;

/** Bytes of a file as messages show them: short, and harmless on a terminal. */
final class Shown {

  private static final int MAX_LENGTH = 40;

  private Shown() {}

  /** Bytes as a text of one char per byte. */
  static String bytes(String bytes) {
    StringBuilder text = new StringBuilder("'");
    for (int i = 0; i < bytes.length() && i < MAX_LENGTH; i++) {
      char c = bytes.charAt(i);
      text.append(c >= 0x20 && c < 0x7f ? c : '.');
    }
    return text.append(bytes.length() > MAX_LENGTH ? "...'" : "'").toString();
  }
}
