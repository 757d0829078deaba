package io.karuta.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that are given and others that are left as they are: how entities are changed in part.
 * Immutable; the key methods of each kind's own patch add to it.
 */
final class Patch {

  static final Patch NOTHING = new Patch(Map.of());

  // Not Map.copyOf, which takes no null: null is a value here.
  private final Map<String, @Nullable Object> fields;

  private Patch(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  Patch with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new Patch(more);
  }

  Map<String, @Nullable Object> fields() {
    return new LinkedHashMap<>(fields);
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }
}
