package io.karuta.client;

import java.util.Map;
import java.util.TreeMap;

/** Which part of a list is asked for. Immutable. */
public final class ListQuery {

  /** Most items of one page. */
  public static final int MAX_LIMIT = 1000;

  private final Map<String, String> parameters;

  private ListQuery(Map<String, String> parameters) {
    this.parameters = Map.copyOf(parameters);
  }

  /** The first items, at most so many: 1 to {@link #MAX_LIMIT}. */
  public static ListQuery first(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
    }
    return new ListQuery(Map.of("limit", Integer.toString(limit)));
  }

  /** Those behind a page, by its {@link Page#next}. */
  public ListQuery after(String next) {
    return with("after", next);
  }

  /** Only those whose field is so; the list's method tells which filters there are. */
  public ListQuery where(String filter, String value) {
    return with(filter, value);
  }

  private ListQuery with(String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new ListQuery(more);
  }

  /** As the end of a path, from its question mark on. */
  String encoded() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(parameters)
        .forEach((name, value) ->
            text.append(text.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(Call.encoded(value)));
    return text.toString();
  }
}
