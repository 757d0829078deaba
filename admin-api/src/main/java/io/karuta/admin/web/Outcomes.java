package io.karuta.admin.web;

import io.karuta.pipeline.registry.Outcome;
import java.util.Map;

/** What callers are told of outcomes. */
public final class Outcomes {

  /** The code of an edit that finds another entry than the caller expects. */
  public static final String ETAG = "etag";

  /** The code of an edit that finds an entry where there should be none. */
  public static final String EXISTS = "exists";

  private Outcomes() {}

  /** The HTTP status of an outcome. */
  public static int status(Outcome outcome) {
    return switch (outcome.kind()) {
      case CREATED -> 201;
      case REPLACED, UNCHANGED -> 200;
      case REMOVED -> 204;
      case CONFLICT -> 409;
      case NOT_APPLIED -> 424;
      case REFUSED -> refusedStatus(outcome.code());
    };
  }

  private static int refusedStatus(String code) {
    return switch (code) {
      case Outcome.ABSENT -> 404;
      case ETAG -> 412;
      default -> 409;
    };
  }

  /** The code for programs of an outcome that is no success. */
  public static String error(Outcome outcome) {
    return switch (status(outcome)) {
      case 404 -> "not-found";
      case 412 -> "precondition-failed";
      case 424 -> "not-applied";
      default -> "conflict";
    };
  }

  /** The sentence for people of an outcome that is no success. */
  public static String message(Outcome outcome) {
    return switch (status(outcome)) {
      case 404 -> "there is no such entry";
      case 412 -> "the entry isn't what the caller expects; nothing was changed";
      case 424 -> "another item stood in the way, and all or nothing was asked for";
      default ->
          outcome.code().equals(EXISTS)
              ? "the entry is there already"
              : outcome.code() + " is taken: expected one that no other entry has";
    };
  }

  /** The fields of an outcome that is no success. */
  public static Map<String, String> fields(Outcome outcome) {
    return outcome.kind() == Outcome.Kind.CONFLICT
        ? Map.of(outcome.code(), "expected one that no other entry has")
        : Map.of();
  }

  /**
   * Lets a success through.
   *
   * @throws RefusedException if it is none
   */
  public static Outcome require(Outcome outcome) throws RefusedException {
    if (status(outcome) < 300) {
      return outcome;
    }
    throw new RefusedException(status(outcome), error(outcome), message(outcome), fields(outcome));
  }

  /** How the audit log calls an outcome. */
  public static String audit(Outcome outcome) {
    return switch (outcome.kind()) {
      case CREATED -> "created";
      case REPLACED -> "replaced";
      case REMOVED -> "removed";
      case UNCHANGED -> "unchanged";
      case CONFLICT -> "refused: " + outcome.code() + " is taken";
      case NOT_APPLIED -> "not applied";
      case REFUSED -> "refused: " + outcome.code();
    };
  }
}
