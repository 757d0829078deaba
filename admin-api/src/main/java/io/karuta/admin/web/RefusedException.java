package io.karuta.admin.web;

import java.util.Map;

/** A request that can't be served as it is; carries the answer. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Reply reply;

  /**
   * A refusal.
   *
   * @param status 4xx or 5xx
   * @param error kebab-case code for programs
   * @param message for people
   * @param fields what was expected of each field that is wrong
   */
  public RefusedException(int status, String error, String message, Map<String, String> fields) {
    this(Reply.problem(status, error, message, fields), message);
  }

  private RefusedException(Reply reply, String message) {
    super(message, null, false, false);
    this.reply = reply;
  }

  /** A refusal that is answered with something else than a problem. */
  public static RefusedException with(Reply reply) {
    return new RefusedException(reply, "status " + reply.status());
  }

  /** A field whose value another entry has. */
  public static RefusedException conflict(String field) {
    String expected = "expected one that no other entry has";
    return new RefusedException(
        409, "conflict", field + " is taken: " + expected, Map.of(field, expected));
  }

  /** Something that isn't there. */
  public static RefusedException notFound(String what) {
    return new RefusedException(404, "not-found", "there is no such " + what, Map.of());
  }

  /** Something that is named wrongly, so that it can't be there. */
  public static RefusedException notFound(String field, String expected) {
    return new RefusedException(
        404, "not-found", "there is nothing here", Map.of(field, "expected " + expected));
  }

  /** A field, header or parameter that is wrong. */
  public static RefusedException invalid(String field, String expected) {
    return new RefusedException(
        400,
        "invalid-request",
        "these fields are wrong: " + field,
        Map.of(field, "expected " + expected));
  }

  /** An entry that isn't what the caller takes it for. */
  public static RefusedException precondition() {
    return new RefusedException(
        412,
        "precondition-failed",
        "the entry isn't what If-Match or If-None-Match expects; nothing was changed",
        Map.of());
  }

  /** A credential that may not do this. */
  public static RefusedException forbidden(String message) {
    return new RefusedException(403, "forbidden", message, Map.of());
  }

  /** What the caller is answered. */
  public Reply reply() {
    return reply;
  }
}
