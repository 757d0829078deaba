package io.karuta.pipeline.registry;

import java.nio.charset.StandardCharsets;

/**
 * A kind of client that may announce: its peer ids begin with the prefix (BEP 20). Immutable.
 *
 * @param prefix 1 to 20 characters of printable ASCII, unique, e.g. {@code -DE} or {@code -TR30}
 * @param name for display and for the accounting
 */
public record Client(String prefix, String name) {

  /** Checks the prefix; the message names it. */
  public Client {
    boolean ascii = prefix.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (prefix.isEmpty() || prefix.length() > 20 || !ascii) {
      throw new IllegalArgumentException(
          "client prefix: '" + prefix + "' (expected: 1 to 20 characters of printable ASCII)");
    }
  }

  /** The prefix as the bytes that a peer id begins with. */
  public byte[] prefixBytes() {
    return prefix.getBytes(StandardCharsets.US_ASCII);
  }
}
