package io.karuta.client;

import java.util.Map;

/** When a change is made at all; else it is refused with status 412. Immutable. */
public final class Condition {

  private static final Condition ALWAYS = new Condition(Map.of());

  private final Map<String, String> headers;

  private Condition(Map<String, String> headers) {
    this.headers = headers;
  }

  /** Whatever is there. */
  public static Condition always() {
    return ALWAYS;
  }

  /** If nothing is there yet. */
  public static Condition ifAbsent() {
    return new Condition(Map.of("If-None-Match", "*"));
  }

  /** If it is still as it was read. */
  public static Condition ifUnchanged(Versioned<?> read) {
    return new Condition(Map.of("If-Match", read.etag()));
  }

  Map<String, String> headers() {
    return headers;
  }
}
