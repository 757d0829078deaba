package io.karuta.pipeline.registry;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Reads and changes what the accounting has added up for users. It is kept at the source alone, so
 * every call may wait for it. Thread-safe. A source that keeps no books knows no user here.
 *
 * <p>A change waits for the accounting's transaction in progress and is waited for by the next one:
 * no announce that is booked at the same time is lost. What the accounting hasn't delivered yet
 * isn't in the totals yet.
 *
 * <p>All methods throw {@link RegistryException} if the source fails; then nothing was changed.
 */
public interface Accounts {

  /** A user's totals; empty if there is no such user, or no books. */
  Optional<UserTotals> totals(long userNumber);

  /**
   * Adds to a user's totals, all of them or none.
   *
   * @param by what to add; may be negative
   * @param key makes it idempotent: if the key was used for the same request, nothing is added, and
   *     the answer is CHANGED with the totals as they are now
   * @throws KeyReusedException if the key was used for another request; nothing is added
   */
  TotalsAnswer increase(long userNumber, UserTotals by, Optional<RequestKey> key);

  /**
   * Puts a user's totals in the place of the expected ones, if they still are what the books say.
   *
   * @param next 0 or more each, otherwise OUT_OF_RANGE
   */
  TotalsAnswer replace(long userNumber, UserTotals expected, UserTotals next);

  /**
   * Gives users totals that come from elsewhere, if every total that the books have of them still
   * is 0; others are left alone, so that nothing is given twice. All in one transaction.
   *
   * @param totals by user number, each valid
   * @return how many users were given theirs
   */
  int open(SortedMap<Long, UserTotals> totals);

  /**
   * What a user did with torrents, by ascending torrent number.
   *
   * @param afterTorrent the torrent number after which to begin; 0 for the beginning
   * @param limit most rows, 1 or more
   */
  List<HistoryRow> history(long userNumber, long afterTorrent, int limit);
}
