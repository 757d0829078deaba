package io.karuta.client;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from one to another, both included. Immutable.
 *
 * @param from null for the first there is
 * @param to null for the last there is
 */
public record Range(@Nullable Long from, @Nullable Long to) {

  /** All numbers. */
  public static Range all() {
    return new Range(null, null);
  }

  /** From one number to another, both included. */
  public static Range of(long from, long to) {
    return new Range(from, to);
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new TreeMap<>();
    if (from != null) {
      fields.put("from", from);
    }
    if (to != null) {
      fields.put("to", to);
    }
    return fields;
  }

  /** As the end of a path, from its question mark on. */
  String encoded() {
    StringBuilder text = new StringBuilder();
    fields()
        .forEach((name, number) ->
            text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(number));
    return text.toString();
  }
}
