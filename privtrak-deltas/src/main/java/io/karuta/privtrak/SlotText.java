package io.karuta.privtrak;

import java.nio.charset.StandardCharsets;

/**
 * Short texts in slots: a byte for their length, then UTF-8, cut after the last whole character
 * that has room. Stateless; writing allocates nothing.
 */
final class SlotText {

  private SlotText() {}

  /**
   * Writes a text.
   *
   * @param roomBytes for the length and the text, 2 to 128
   */
  static void put(RingMemory memory, long at, String text, int roomBytes) {
    int room = roomBytes - 1;
    long start = at + 1;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      int point = text.codePointAt(i);
      int bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (length + bytes > room) {
        break;
      }
      encode(memory, start + length, point, bytes);
      length += bytes;
      i += Character.charCount(point) - 1;
    }
    memory.putByte(at, length);
    // What an older delta left behind would be in no one's way, but in the file for ever.
    for (int rest = length; rest < room; rest++) {
      memory.putByte(start + rest, 0);
    }
  }

  private static void encode(RingMemory memory, long at, int point, int bytes) {
    switch (bytes) {
      case 1 -> memory.putByte(at, point);
      case 2 -> {
        memory.putByte(at, 0xc0 | (point >>> 6));
        memory.putByte(at + 1, 0x80 | (point & 0x3f));
      }
      case 3 -> {
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        int whole = half ? 0xfffd : point; // half a character has no form in UTF-8
        memory.putByte(at, 0xe0 | (whole >>> 12));
        memory.putByte(at + 1, 0x80 | ((whole >>> 6) & 0x3f));
        memory.putByte(at + 2, 0x80 | (whole & 0x3f));
      }
      default -> {
        memory.putByte(at, 0xf0 | (point >>> 18));
        memory.putByte(at + 1, 0x80 | ((point >>> 12) & 0x3f));
        memory.putByte(at + 2, 0x80 | ((point >>> 6) & 0x3f));
        memory.putByte(at + 3, 0x80 | (point & 0x3f));
      }
    }
  }

  static String read(RingMemory memory, long at) {
    byte[] bytes = new byte[Byte.toUnsignedInt(memory.byteAt(at))];
    memory.getBytes(at + 1, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
