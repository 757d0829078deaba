package io.karuta.admin.v1;

import io.karuta.admin.web.Sha256;
import io.karuta.pipeline.registry.UserTotals;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags (RFC 9110 section 8.8.3): the same for the same content, over restarts too.
 */
final class Tags {

  private static final int LENGTH = 32;

  private Tags() {}

  /** The tag of an entry; null if there is none. */
  static <K, E> @Nullable String of(Kind<K, E> kind, @Nullable E entry) {
    return entry == null ? null : ofText(kind.line(entry));
  }

  /** The tag of a user's totals. */
  static String of(long userNumber, UserTotals totals) {
    return ofText(userNumber + " " + totals);
  }

  private static String ofText(String text) {
    String hex = Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    return "\"" + hex.substring(0, LENGTH) + "\"";
  }
}
