package io.karuta.pipeline.registry;

import io.karuta.pipeline.bittorrent.UserId;

/**
 * A user of the site. Immutable.
 *
 * @param number the site's own number, 1 or more, unique
 * @param passkey 1 to 64 characters of ASCII, unique; a secret, never logged
 * @param name what the site calls the user; for display
 * @param enabled whether the user may announce at all
 * @param mayLeech whether the user may download
 * @param uploadPercent credited per uploaded byte, 0 to 1000, 100 is par
 * @param downloadPercent credited per downloaded byte, 0 to 1000, 100 is par
 */
public record User(
    long number,
    String passkey,
    String name,
    boolean enabled,
    boolean mayLeech,
    int uploadPercent,
    int downloadPercent) {

  /** Checks number, passkey and factors; the message names what is wrong, never the passkey. */
  public User {
    if (number <= 0) {
      throw new IllegalArgumentException("user number: " + number + " (expected: 1 or more)");
    }
    if (!isPasskey(passkey)) {
      throw new IllegalArgumentException(
          "passkey of user " + number + " (expected: 1 to 64 of A-Z a-z 0-9 . _ ~ -)");
    }
    Percent.check("upload percent of user " + number, uploadPercent);
    Percent.check("download percent of user " + number, downloadPercent);
  }

  /** A user in good standing at par. */
  public static User of(long number, String passkey, String name) {
    return new User(number, passkey, name, true, true, 100, 100);
  }

  /** Whether a text can be a passkey: 1 to 64 characters that a URL path holds unescaped. */
  public static boolean isPasskey(String text) {
    if (text.isEmpty() || text.length() > 64) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean unreserved =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '~'
              || c == '-';
      if (!unreserved) {
        return false;
      }
    }
    return true;
  }

  /** The 16 bytes that name this user to the store and the accounting. */
  public UserId id() {
    return UserId.ofNumber(number);
  }

  /** Everything but the passkey. */
  @Override
  public String toString() {
    return "User[number=" + number + ", name=" + name + ", enabled=" + enabled + "]";
  }
}
