package io.karuta.conf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Secrets that stand in a file of their own, out of reach of those who may read the rest. */
final class Secrets {

  /** What is shown in place of a secret. */
  static final String MASK = "\"****\"";

  static final String EXPECTED = "a text, or { file = \"...\" }";

  private static final int MAX_LENGTH_BYTES = 4096;

  private Secrets() {}

  /** The same for the same secret alone, and no way back to it. */
  static String digest(String secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The content of the file that {@code level} names, without the end of its line. */
  static String ofFile(HoconOptions level, String fallback) {
    if (!level.has("file")) {
      level.problem("", EXPECTED, "a level in braces without file");
    }
    String secret = level.optionalPath("file").map(file -> read(level, file)).orElse(fallback);
    level.recordUnknownKeys();
    return secret;
  }

  private static String read(HoconOptions level, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_LENGTH_BYTES + 1);
      String secret = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
      if (secret.isEmpty() || bytes.length > MAX_LENGTH_BYTES) {
        level.problem(
            "file",
            "a file with a secret of 1 to " + MAX_LENGTH_BYTES + " bytes",
            file + (secret.isEmpty() ? ", which is empty" : ", which is longer"));
        return "";
      }
      return secret;
    } catch (IOException e) {
      String why = Files.exists(file) ? ", which can't be read" : ", which is missing";
      level.problem("file", "a file with a secret", file + why);
      return "";
    }
  }
}
