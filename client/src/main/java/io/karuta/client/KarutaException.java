package io.karuta.client;

import java.util.Map;
import java.util.Optional;

/**
 * A call did not do what it was asked: the tracker refused it, could not be reached, or answered
 * what is no answer of the admin API. {@link #status} and {@link #code} tell which.
 */
public final class KarutaException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** {@link #code()} when there was no answer, or none to the end. */
  public static final String UNREACHABLE = "unreachable";

  /** {@link #code()} when the answer is none that the API gives. */
  public static final String UNEXPECTED = "unexpected-answer";

  private final int status;
  private final String code;
  private final transient Map<String, String> fields;
  private final transient Optional<BulkResult> results;

  private KarutaException(
      int status,
      String code,
      String message,
      Map<String, String> fields,
      Optional<BulkResult> results,
      Optional<Throwable> cause) {
    super(message, cause.orElse(null));
    this.status = status;
    this.code = code;
    this.fields = Map.copyOf(fields);
    this.results = results;
  }

  static KarutaException refused(
      int status, String code, String message, Map<String, String> fields) {
    return new KarutaException(status, code, message, fields, Optional.empty(), Optional.empty());
  }

  static KarutaException refused(
      int status, String code, String message, Map<String, String> fields, BulkResult results) {
    return new KarutaException(
        status, code, message, fields, Optional.of(results), Optional.empty());
  }

  static KarutaException unreachable(String message, Throwable cause) {
    return new KarutaException(
        0, UNREACHABLE, message, Map.of(), Optional.empty(), Optional.of(cause));
  }

  static KarutaException unexpected(int status, String message) {
    return refused(status, UNEXPECTED, message, Map.of());
  }

  static KarutaException unexpected(int status, String message, Throwable cause) {
    return new KarutaException(
        status, UNEXPECTED, message, Map.of(), Optional.empty(), Optional.of(cause));
  }

  /** The HTTP status; 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** For programs: the API's own code such as {@code conflict}, or one of the constants. */
  public String code() {
    return code;
  }

  /** What is wrong with which field; empty if it isn't about fields. */
  public Map<String, String> fields() {
    return fields;
  }

  /** Of a bulk change that was to be made as a whole: what stood in the way of each. */
  public Optional<BulkResult> results() {
    return results;
  }
}
