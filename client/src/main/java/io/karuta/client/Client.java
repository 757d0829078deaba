package io.karuta.client;

import java.util.Map;

/**
 * A kind of client that may announce. Immutable.
 *
 * @param prefix what its peer ids begin with, e.g. {@code -DE}
 * @param name for display
 */
public record Client(String prefix, String name) {

  Map<String, Object> writable() {
    return Map.of("prefix", prefix, "name", name);
  }
}
