package io.karuta.pipeline.control;

import java.util.List;

/** How the parts of the running tracker are. Thread-safe; asking is quick and never waits. */
@FunctionalInterface
public interface TrackerHealth {

  /** The state of each part, always the same parts in the same order. */
  List<Part> parts();

  /**
   * One part.
   *
   * @param name kebab-case, e.g. {@code database}
   * @param ready whether the tracker can do its work as far as this part is concerned
   * @param detail for people, e.g. {@code 3 of 262144 slots used}
   */
  record Part(String name, boolean ready, String detail) {}
}
