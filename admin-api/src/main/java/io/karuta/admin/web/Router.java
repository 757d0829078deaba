package io.karuta.admin.web;

import io.karuta.admin.auth.Scope;
import io.undertow.server.HttpHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is served under which path and method. Immutable and thread-safe once it is filled. */
public final class Router {

  private final List<RouteSpec> specs = new ArrayList<>();

  /** Serves nothing yet. */
  public Router() {}

  /** Adds a route. */
  public Router add(
      String method, String pattern, @Nullable Scope scope, Route route, String... queries) {
    return add(method, pattern, scope, BodySize.ENTRY, route, queries);
  }

  /** Adds a route whose body may be long. */
  public Router add(
      String method,
      String pattern,
      @Nullable Scope scope,
      BodySize bodySize,
      Route route,
      String... queries) {
    specs.add(
        new RouteSpec(
            method,
            pattern,
            PathParts.split(pattern),
            scope,
            bodySize,
            Set.of(queries),
            route,
            null));
    return this;
  }

  /** Adds a route that answers over time. */
  public Router addEvents(String pattern, Scope scope, HttpHandler handler) {
    specs.add(
        new RouteSpec(
            "GET",
            pattern,
            PathParts.split(pattern),
            scope,
            BodySize.ENTRY,
            Set.of(),
            null,
            handler));
    return this;
  }

  /** All routes. */
  public List<RouteSpec> specs() {
    return List.copyOf(specs);
  }

  /**
   * What is served under a path.
   *
   * @param spec the route
   * @param values the values in the path, by their names
   */
  public record Found(RouteSpec spec, Map<String, String> values) {}

  /**
   * The routes of a path by their methods, of two that fit the one that was added first; empty if
   * there is nothing under it.
   */
  public Map<String, Found> under(List<String> rawSegments) throws RefusedException {
    Map<String, Found> found = new TreeMap<>();
    for (RouteSpec spec : specs) {
      if (fits(spec, rawSegments)) {
        found.putIfAbsent(spec.method(), new Found(spec, values(spec, rawSegments)));
      }
    }
    return found;
  }

  private static boolean fits(RouteSpec spec, List<String> rawSegments) {
    if (spec.segments().size() != rawSegments.size()) {
      return false;
    }
    for (int i = 0; i < rawSegments.size(); i++) {
      String segment = spec.segments().get(i);
      if (!RouteSpec.isVariable(segment) && !segment.equals(rawSegments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> values(RouteSpec spec, List<String> rawSegments)
      throws RefusedException {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < rawSegments.size(); i++) {
      String segment = spec.segments().get(i);
      if (RouteSpec.isVariable(segment)) {
        values.put(RouteSpec.nameOf(segment), PathParts.decode(rawSegments.get(i), "path", false));
      }
    }
    return values;
  }
}
