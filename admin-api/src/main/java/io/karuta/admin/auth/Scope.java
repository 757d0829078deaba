package io.karuta.admin.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a credential may be used for. */
public enum Scope {
  /** Look at everything but passkeys. */
  READ,
  /** Change torrents, and remove peers of a swarm. */
  TORRENTS,
  /** Change users, their totals and tokens, trace them, remove their peers; see passkeys. */
  USERS,
  /** Change the client whitelist. */
  CLIENTS,
  /** Change settings and reload. */
  CONFIG;

  /** How it is written: its name in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope that is written so; empty if there is none. */
  public static Optional<Scope> of(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text().equals(text)).findFirst();
  }

  /** All of them as they are written, e.g. for a message. */
  public static String texts() {
    return Arrays.stream(values()).map(Scope::text).collect(Collectors.joining(", "));
  }
}
