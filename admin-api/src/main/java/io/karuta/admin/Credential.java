package io.karuta.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one secret that callers show: as a bearer token (RFC 6750), or as the password of user {@code
 * admin} (RFC 7617), which is what clients made for mika send. Immutable and thread-safe.
 */
final class Credential {

  /** What a caller without it is told to bring. */
  static final String CHALLENGE = "Bearer realm=\"karuta\", Basic realm=\"karuta\"";

  private static final String USER = "admin";
  private static final int NEW_TOKEN_BYTES = 32;
  private static final int MIN_LENGTH = 32;
  private static final int MAX_LENGTH = 256;

  private final byte[] token;

  private Credential(byte[] token) {
    this.token = token;
  }

  /**
   * Reads the token from its file; makes a random one, and the file, if there is none.
   *
   * @throws AdminException if the file holds no good token, or if others can read it
   */
  static Credential open(Path file) {
    try {
      if (Files.notExists(file)) {
        byte[] random = new byte[NEW_TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String text = HexFormat.of().formatHex(random) + "\n";
        PrivateFiles.write(file, text.getBytes(StandardCharsets.US_ASCII));
      }
      if (!PrivateFiles.isPrivate(file)) {
        throw new AdminException(
            "credential-file: " + file + " can be read by others (expected: mode 600)");
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      boolean visible = text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
      if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH || !visible) {
        throw new AdminException(
            "credential-file: "
                + file
                + " (expected: one token of "
                + MIN_LENGTH
                + " to "
                + MAX_LENGTH
                + " visible ASCII characters)");
      }
      return new Credential(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AdminException("credential-file: " + file + ": " + e, e);
    }
  }

  /**
   * Checks what a request says in {@code Authorization}, in a time that tells nothing of the token.
   *
   * @param authorization null if it says nothing
   * @return how the caller showed the token, for the audit log; empty if it didn't
   */
  Optional<String> admits(@Nullable String authorization) {
    if (authorization == null) {
      return Optional.empty();
    }
    int space = authorization.indexOf(' ');
    String scheme = authorization.substring(0, Math.max(space, 0)).toLowerCase(Locale.ROOT);
    String shown = authorization.substring(space + 1).strip();
    return switch (scheme) {
      case "bearer" -> isToken(shown) ? Optional.of("token") : Optional.empty();
      case "basic" -> isPassword(shown) ? Optional.of(USER) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private boolean isPassword(String base64) {
    try {
      byte[] decoded = Base64.getDecoder().decode(base64);
      String pair = new String(decoded, StandardCharsets.ISO_8859_1);
      return pair.startsWith(USER + ":") && isToken(pair.substring(USER.length() + 1));
    } catch (IllegalArgumentException e) {
      return false; // no Base64, so no password either
    }
  }

  private boolean isToken(String shown) {
    return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.ISO_8859_1));
  }
}
