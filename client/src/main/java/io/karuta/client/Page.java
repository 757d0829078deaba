package io.karuta.client;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list. Immutable.
 *
 * @param next for {@link ListQuery#after}; null if this is the end of the list
 */
public record Page<T>(List<T> items, @JsonSetter(nulls = Nulls.SET) @Nullable String next) {

  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }
}
