package io.karuta.cmd.site;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What everything of the site is called. */
final class Names {

  static final String CLIENT_PREFIX = "-DE";

  private static final long SALT = 0x736974650a0d0001L;

  private Names() {}

  static byte[] infoHashBytes(int torrent) {
    return ByteBuffer.allocate(20).putLong(SALT).putInt(torrent).putLong(~SALT).array();
  }

  static String infoHash(int torrent) {
    return HexFormat.of().formatHex(infoHashBytes(torrent));
  }

  static String passkey(int user, int number) {
    return "%016x%016x".formatted((long) user, (long) number);
  }

  static byte[] peerId(int client) {
    return "-DE203s-%012d".formatted(client).getBytes(StandardCharsets.US_ASCII);
  }
}
