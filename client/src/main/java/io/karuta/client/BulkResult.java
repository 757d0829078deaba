package io.karuta.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of many changes. Immutable.
 *
 * @param applied how many were made
 * @param results one for each change, in their order
 */
public record BulkResult(int applied, List<Item> results) {

  /** Copies the list. */
  public BulkResult {
    results = List.copyOf(results);
  }

  /**
   * What became of one change.
   *
   * @param status as if it had been a call of its own, e.g. 201, 404, 409
   * @param error the code if it was not made, else empty
   * @param message for people if it was not made, else empty
   * @param fields what is wrong with which field; null if it isn't about fields
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Item(
      int status, String error, String message, @Nullable Map<String, String> fields) {

    /** Whether the change was made. */
    public boolean done() {
      return status < 400;
    }
  }
}
