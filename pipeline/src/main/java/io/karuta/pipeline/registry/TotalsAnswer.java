package io.karuta.pipeline.registry;

/**
 * What came of changing a user's totals. Immutable.
 *
 * @param result what happened
 * @param now the totals afterwards; {@link UserTotals#ZERO} if there is no such user
 */
public record TotalsAnswer(Result result, UserTotals now) {

  /** What can happen. */
  public enum Result {
    /** The totals were changed. */
    CHANGED,
    /** There is no such user; nothing was changed. */
    ABSENT,
    /** The totals aren't the expected ones any more; nothing was changed. */
    STALE,
    /** A total would have gone below 0 or beyond 64 bits; nothing was changed. */
    OUT_OF_RANGE
  }

  /** There is no such user. */
  public static final TotalsAnswer ABSENT = new TotalsAnswer(Result.ABSENT, UserTotals.ZERO);
}
