package io.karuta.pipeline.registry;

/**
 * What came of a {@link Change}. Immutable.
 *
 * @param kind what happened
 * @param code why not: the edit's word for REFUSED, the field that another entry holds for CONFLICT
 *     ({@code passkey} or {@code torrent_id}), otherwise empty; lower-case letters, digits, hyphens
 *     and underscores
 */
public record Outcome(Kind kind, String code) {

  /** What can come of a change. */
  public enum Kind {
    /** The entry is new. */
    CREATED,
    /** The entry was there and is now the one given. */
    REPLACED,
    /** The entry is gone. */
    REMOVED,
    /** There was nothing to do. */
    UNCHANGED,
    /** The edit refused. */
    REFUSED,
    /** Another entry holds a unique key. */
    CONFLICT,
    /** It would have been done, but another change of the same call stood in the way. */
    NOT_APPLIED
  }

  /** The entry is new. */
  public static final Outcome CREATED = new Outcome(Kind.CREATED, "");

  /** The entry was there and is now the one given. */
  public static final Outcome REPLACED = new Outcome(Kind.REPLACED, "");

  /** The entry is gone. */
  public static final Outcome REMOVED = new Outcome(Kind.REMOVED, "");

  /** There was nothing to do. */
  public static final Outcome UNCHANGED = new Outcome(Kind.UNCHANGED, "");

  /** Another change of the same call stood in the way. */
  public static final Outcome NOT_APPLIED = new Outcome(Kind.NOT_APPLIED, "");

  /** The code of an edit that aims at an entry that isn't there. */
  public static final String ABSENT = "absent";

  /** Checks the code. */
  public Outcome {
    if (!code.chars().allMatch(Outcome::mayBeInCode)) {
      throw new IllegalArgumentException(
          "outcome code: '" + code + "' (expected: lower-case letters, digits, - and _)");
    }
  }

  /** The edit refused. */
  public static Outcome refused(String code) {
    return new Outcome(Kind.REFUSED, code);
  }

  /** Another entry holds a unique key. */
  public static Outcome conflict(String field) {
    return new Outcome(Kind.CONFLICT, field);
  }

  /** Whether the change stands in the way of a call that wants all or nothing. */
  public boolean isFailure() {
    return kind == Kind.REFUSED || kind == Kind.CONFLICT;
  }

  private static boolean mayBeInCode(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
}
