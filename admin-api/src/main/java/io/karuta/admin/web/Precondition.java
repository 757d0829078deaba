package io.karuta.admin.web;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On which condition a call is to be served (RFC 9110 section 13): {@code If-Match} and {@code
 * If-None-Match} over strong entity tags. Immutable.
 */
public final class Precondition {

  /** Whatever is there. */
  public static final Precondition NONE = new Precondition(null, null);

  private static final String ANY = "*";

  private final List<String> match;
  private final List<String> noneMatch;

  /** Takes the headers as they came; null if they didn't. */
  Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    match = tags(ifMatch);
    noneMatch = tags(ifNoneMatch);
  }

  private static List<String> tags(@Nullable String header) {
    return header == null
        ? List.of()
        : Arrays.stream(header.split(",", -1)).map(String::strip).toList();
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return match.isEmpty() && noneMatch.isEmpty();
  }

  /** Whether the caller says what it takes the entry for. */
  public boolean hasMatch() {
    return !match.isEmpty();
  }

  /**
   * Whether a change may be made.
   *
   * @param etag of the entry that is there, with its quotes; null if there is none
   */
  public boolean allows(@Nullable String etag) {
    boolean matches =
        match.isEmpty() || (etag != null && (match.contains(ANY) || match.contains(etag)));
    return matches && !isKnown(etag);
  }

  /** Whether the caller has this very entry, so that it need not be sent. */
  public boolean isKnown(@Nullable String etag) {
    return etag != null && (noneMatch.contains(ANY) || noneMatch.contains(etag));
  }
}
