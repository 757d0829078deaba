package io.karuta.client;

import java.util.List;

/**
 * Whether the tracker can do its work. Immutable.
 *
 * @param ready whether every part is
 * @param parts each part's state
 */
public record Health(boolean ready, List<Part> parts) {

  /** Copies the list. */
  public Health {
    parts = List.copyOf(parts);
  }

  /**
   * One part of the tracker.
   *
   * @param name e.g. {@code database}
   * @param ready whether it can do its work
   * @param detail for people
   */
  public record Part(String name, boolean ready, String detail) {}
}
