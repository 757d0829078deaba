package io.karuta.admin.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secrets that callers show. */
final class Token {

  private static final int NEW_TOKEN_BYTES = 32;
  private static final int MIN_LENGTH = 32;
  private static final int MAX_LENGTH = 256;

  /** What a token looks like. */
  static final String EXPECTED =
      "one token of " + MIN_LENGTH + " to " + MAX_LENGTH + " visible ASCII characters";

  private Token() {}

  /** A random one of 256 bits. */
  static String random() {
    byte[] random = new byte[NEW_TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  static boolean isToken(String text) {
    boolean visible = text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    return text.length() >= MIN_LENGTH && text.length() <= MAX_LENGTH && visible;
  }

  /**
   * What is kept of it. A plain hash is enough, since a token has far more bits than anybody can
   * try out.
   */
  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(token.getBytes(StandardCharsets.ISO_8859_1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
