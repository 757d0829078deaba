package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import java.util.Optional;

/**
 * One path of the tracker: fixed text, or fixed text around one {@code {passkey}} that stands for a
 * whole part of the path, such as {@code /announce/{passkey}}. Immutable and thread-safe.
 */
final class Route {

  /** The path is another one. */
  static final int NO_MATCH = -1;

  /** The path is this one, but its passkey is longer than 64 bytes or wrongly encoded. */
  static final int BAD_PASSKEY = -2;

  private static final String PASSKEY = "{passkey}";

  private final boolean hasPasskey;
  private final String prefix;
  private final String suffix;

  private Route(boolean hasPasskey, String prefix, String suffix) {
    this.hasPasskey = hasPasskey;
    this.prefix = prefix;
    this.suffix = suffix;
  }

  /** The route that an operator wrote; empty if it is none. */
  static Optional<Route> parse(String text) {
    int at = text.indexOf(PASSKEY);
    if (!text.startsWith("/") || text.indexOf('?') >= 0) {
      return Optional.empty();
    }
    if (at < 0) {
      return text.indexOf('{') < 0 ? Optional.of(new Route(false, text, "")) : Optional.empty();
    }
    String prefix = text.substring(0, at);
    String suffix = text.substring(at + PASSKEY.length());
    boolean isWholePart = prefix.endsWith("/") && (suffix.isEmpty() || suffix.startsWith("/"));
    return isWholePart && prefix.indexOf('{') < 0 && suffix.indexOf('{') < 0
        ? Optional.of(new Route(true, prefix, suffix))
        : Optional.empty();
  }

  /**
   * Compares a path and decodes its passkey; allocates nothing.
   *
   * @param path as it was sent, percent-encoded
   * @param passkey room for 64 bytes
   * @return the passkey's length, 0 for a route without one, {@link #NO_MATCH} or {@link
   *     #BAD_PASSKEY}
   */
  int match(String path, byte[] passkey) {
    if (!hasPasskey) {
      return path.equals(prefix) ? 0 : NO_MATCH;
    }
    int start = prefix.length();
    int end = path.length() - suffix.length();
    if (end <= start || !path.startsWith(prefix) || !path.endsWith(suffix)) {
      return NO_MATCH;
    }
    int slash = path.indexOf('/', start);
    if (slash >= 0 && slash < end) {
      return NO_MATCH;
    }
    int length =
        Percent.decode(path, start, end, passkey, AnnounceRequest.MAX_PASSKEY_LENGTH_BYTES);
    return length < 0 ? BAD_PASSKEY : length;
  }
}
