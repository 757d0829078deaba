package io.karuta.admin.web;

import io.karuta.admin.auth.Scope;
import io.undertow.server.HttpHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path. Immutable.
 *
 * @param method upper case
 * @param pattern e.g. {@code /v1/users/{user_id}/peers}
 * @param segments the pattern's parts between slashes
 * @param scope what a credential needs; null if the route is open to everybody
 * @param bodySize how long its body may be
 * @param queries the query parameters that it knows
 * @param route answers; null if {@code handler} does
 * @param handler answers over time, on an IO thread; null if {@code route} does
 */
public record RouteSpec(
    String method,
    String pattern,
    List<String> segments,
    @Nullable Scope scope,
    BodySize bodySize,
    Set<String> queries,
    @Nullable Route route,
    @Nullable HttpHandler handler) {

  /** Whether it is there to change something. */
  public boolean changes() {
    return !method.equals("GET");
  }

  /**
   * The pattern with those values that are what their names say: numbers and info hashes. Others
   * may be anything, a passkey by mistake.
   */
  String described(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    for (String segment : segments) {
      String value = isVariable(segment) ? values.getOrDefault(nameOf(segment), "") : "";
      boolean shown =
          value.matches(segment.equals("{info_hash}") ? "[0-9a-fA-F]{40}" : "[1-9][0-9]{0,18}");
      text.append('/').append(shown ? value : segment);
    }
    return text.toString();
  }

  /** Whether a segment of the pattern stands for a value. */
  static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  /** The name of a segment that stands for a value. */
  static String nameOf(String segment) {
    return segment.substring(1, segment.length() - 1);
  }
}
