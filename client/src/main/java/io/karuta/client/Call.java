package io.karuta.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One request, before it is sent. Immutable.
 *
 * @param path with the query, encoded
 * @param body what is sent as JSON; empty for no body
 * @param repeatable whether doing it twice is the same as doing it once
 */
record Call(
    String method,
    String path,
    Optional<Object> body,
    Map<String, String> headers,
    boolean repeatable) {

  static Call get(String path) {
    return new Call("GET", path, Optional.empty(), Map.of(), true);
  }

  static Call put(String path, Object body, Condition condition) {
    return new Call(
        "PUT", path, Optional.of(body), condition.headers(), condition.headers().isEmpty());
  }

  static Call delete(String path) {
    return new Call("DELETE", path, Optional.empty(), Map.of(), false);
  }

  /** A change that the tracker makes once however often it comes with this key. */
  static Call keyed(String method, String path, Object body, String key) {
    return new Call(method, path, Optional.of(body), Map.of("Idempotency-Key", key), true);
  }

  Call with(Condition condition) {
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(condition.headers());
    return new Call(method, path, body, Map.copyOf(all), repeatable);
  }

  static String newKey() {
    return UUID.randomUUID().toString();
  }

  /** A part of a path or a value of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
