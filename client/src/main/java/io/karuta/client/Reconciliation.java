package io.karuta.client;

import java.util.List;
import java.util.Map;

/**
 * What was, or would be, done to make the tracker hold what the site says. Immutable.
 *
 * @param created how many the tracker lacked
 * @param changed how many it held otherwise
 * @param removed how many the site does not have
 * @param refused how many the tracker can't take, since they contradict each other or what is there
 * @param items the first of them: {@code op} and what names the entry
 */
public record Reconciliation(
    long created, long changed, long removed, long refused, List<Map<String, Object>> items) {

  /** Copies the list. */
  public Reconciliation {
    items = List.copyOf(items);
  }

  /** Whether the tracker held all that the site has and nothing else. */
  public boolean inStep() {
    return created + changed + removed + refused == 0;
  }
}
