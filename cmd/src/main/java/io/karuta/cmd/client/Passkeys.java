package io.karuta.cmd.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Passkeys, made or read. Never from an argument: every user of the machine sees the arguments of
 * every process.
 */
final class Passkeys {

  private static final int NEW_BYTES = 16;
  private static final int MAX_LENGTH = 64;

  private Passkeys() {}

  /** A new one of 32 hexadecimal digits. */
  static String random() {
    byte[] bytes = new byte[NEW_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The one in a file, or on standard input if the file is {@code -}. */
  static String in(CommandSpec spec, Path file) {
    try (InputStream input = file.equals(Path.of("-")) ? System.in : Files.newInputStream(file)) {
      String text = new String(input.readNBytes(4096), StandardCharsets.ISO_8859_1).strip();
      if (!text.matches("[A-Za-z0-9._~-]{1," + MAX_LENGTH + "}")) {
        throw ClientCommand.wrong(
            spec,
            "--passkey-file: "
                + file
                + " (expected: one passkey, 1 to "
                + MAX_LENGTH
                + " of A-Z a-z 0-9 . _ ~ -)");
      }
      return text;
    } catch (IOException e) {
      throw ClientCommand.wrong(spec, "--passkey-file: " + file + " can't be read: " + e);
    }
  }
}
