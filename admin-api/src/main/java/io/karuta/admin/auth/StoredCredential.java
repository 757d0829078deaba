package io.karuta.admin.auth;

import java.util.EnumSet;
import java.util.Set;

/**
 * A credential as it is kept: with the hash of its token, which nobody can turn back. Immutable.
 *
 * @param name of who uses it: 1 to 64 of a-z 0-9 . _ -
 * @param sha256 of the token, 64 lower-case hexadecimal digits
 * @param scopes what it may be used for
 * @param expiresSecond from when on it is refused, seconds since 1970; 0 for never
 */
public record StoredCredential(String name, String sha256, Set<Scope> scopes, long expiresSecond) {

  /** Copies the scopes. */
  public StoredCredential {
    scopes = Set.copyOf(scopes);
  }

  /** Whether a text can be a name: one that a log line and a shell take as it is. */
  public static boolean isName(String text) {
    return text.matches("[a-z0-9._-]{1,64}");
  }

  /** Whether it is refused at a time, in seconds since 1970. */
  public boolean isExpiredAt(long second) {
    return expiresSecond != 0 && second >= expiresSecond;
  }

  /** Every scope there is. */
  static Set<Scope> allScopes() {
    return EnumSet.allOf(Scope.class);
  }
}
