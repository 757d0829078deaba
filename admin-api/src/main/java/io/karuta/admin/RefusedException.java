package io.karuta.admin;

import java.util.Map;

/** A request that can't be served as it is; carries the answer. Never leaves this package. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Reply reply;

  /**
   * A refusal.
   *
   * @param status 4xx
   * @param error kebab-case code for programs
   * @param message for people
   * @param fields what was expected of each field that is wrong
   */
  RefusedException(int status, String error, String message, Map<String, String> fields) {
    super(message, null, false, false);
    reply = Reply.problem(status, error, message, fields);
  }

  /** A field whose value another entry has. */
  static RefusedException conflict(String field, String expected) {
    return new RefusedException(
        409, "conflict", field + " is taken: expected " + expected, Map.of(field, expected));
  }

  Reply reply() {
    return reply;
  }
}
