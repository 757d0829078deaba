package io.karuta.cmd.client;

import io.karuta.client.ListQuery;
import org.jspecify.annotations.Nullable;

/** A query with those filters that are given. Immutable. */
record Filters(ListQuery query) {

  static Filters of(ListQuery query) {
    return new Filters(query);
  }

  /** With one more, unless it is null. */
  Filters with(String name, @Nullable Object value) {
    return value == null ? this : new Filters(query.where(name, value.toString()));
  }
}
