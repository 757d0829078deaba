package io.karuta.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A decoded dictionary. Keys are texts of one char per byte (Latin-1), so that binary keys such as
 * a scrape's info hashes work too. Immutable but for the arrays it hands out.
 *
 * <p>Every getter throws an {@link IllegalArgumentException} that shows the whole dictionary if the
 * key is absent or its value is of another kind.
 */
public final class BencodeDictionary {

  private final Map<String, Object> entries;

  BencodeDictionary(Map<String, Object> entries) {
    this.entries = entries;
  }

  /** The keys in their order. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** Whether there is a value for the key. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The key's number. */
  public long integer(String key) {
    return value(key, Long.class);
  }

  /** The key's string as bytes. */
  public byte[] bytes(String key) {
    return value(key, byte[].class);
  }

  /** The key's string, read as UTF-8. */
  public String text(String key) {
    return new String(bytes(key), StandardCharsets.UTF_8);
  }

  /** The key's list. */
  public List<?> list(String key) {
    return value(key, List.class);
  }

  /** The key's dictionary. */
  public BencodeDictionary dictionary(String key) {
    return value(key, BencodeDictionary.class);
  }

  /** The dictionary under 20 raw bytes, as a scrape's {@code files} has them. */
  public BencodeDictionary dictionary(byte[] key) {
    return dictionary(new String(key, StandardCharsets.ISO_8859_1));
  }

  private <T> T value(String key, Class<T> type) {
    Object value = entries.getOrDefault(key, "nothing");
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          key + ": " + show(value) + " (expected: a " + type.getSimpleName() + ") in " + this);
    }
    return type.cast(value);
  }

  private static String show(Object value) {
    return value instanceof byte[] bytes
        ? "'" + new String(bytes, StandardCharsets.ISO_8859_1) + "'"
        : String.valueOf(value);
  }

  /** The entries in their order, strings as Latin-1. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    entries.forEach((key, value) -> text.append(key).append('=').append(show(value)).append(' '));
    return text.append('}').toString();
  }
}
