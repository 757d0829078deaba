package io.karuta.admin.web;

import io.karuta.admin.auth.Scope;
import io.undertow.server.HttpHandler;
import java.util.List;
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

  /** Whether a segment of the pattern stands for a value. */
  static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  /** The name of a segment that stands for a value. */
  static String nameOf(String segment) {
    return segment.substring(1, segment.length() - 1);
  }
}
