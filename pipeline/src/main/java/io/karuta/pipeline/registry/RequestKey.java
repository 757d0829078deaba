package io.karuta.pipeline.registry;

/**
 * What a caller names a call by, so that repeating it does nothing twice. Immutable.
 *
 * @param key 1 to 200 characters of visible ASCII; case counts
 * @param fingerprint what was asked: the SHA-256 of it, as 64 lower-case hexadecimal digits
 */
public record RequestKey(String key, String fingerprint) {

  /** How long a key is remembered, in seconds: a day. */
  public static final int LIFETIME_SECONDS = 24 * 60 * 60;

  private static final int MAX_LENGTH = 200;
  private static final int FINGERPRINT_LENGTH = 64;

  /** Checks both. */
  public RequestKey {
    boolean visible = key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (key.isEmpty() || key.length() > MAX_LENGTH || !visible) {
      throw new IllegalArgumentException(
          "request key: '" + key + "' (expected: 1 to 200 characters of visible ASCII)");
    }
    boolean hex =
        fingerprint.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    if (fingerprint.length() != FINGERPRINT_LENGTH || !hex) {
      throw new IllegalArgumentException(
          "request fingerprint: '"
              + fingerprint
              + "' (expected: 64 lower-case hexadecimal digits)");
    }
  }
}
