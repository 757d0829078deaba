package io.karuta.pipeline.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Where the registry's entries are kept: a database, a site's HTTP interface, nothing. Loading and
 * changing is the registry's alone, one call at a time; reading totals, history and settings, and
 * saving settings, is anybody's at any time. Always on threads that may wait.
 *
 * <p>Loading gives every entry; one that can't be understood is reported and left out, and loses
 * nothing at the source. All methods throw {@link RegistryException} when the source fails.
 */
public interface RegistrySource extends AutoCloseable {

  /** Receives an entry that can't be understood: which one, what was expected, what was found. */
  @FunctionalInterface
  interface RejectedEntries {
    /** One such entry, e.g. {@code ("users.user_id=7", "passkey of 1 to 64 bytes", "''")}. */
    void reject(String entry, String expected, String found);
  }

  /** Gives every user. */
  void loadUsers(Consumer<User> users, RejectedEntries rejected);

  /** Gives every torrent. */
  void loadTorrents(Consumer<Torrent> torrents, RejectedEntries rejected);

  /** Gives every client. */
  void loadClients(Consumer<Client> clients, RejectedEntries rejected);

  /** Gives every token, expired ones too. */
  void loadTokens(Consumer<CreditToken> tokens, RejectedEntries rejected);

  /**
   * Saves changes, all of them or none. Totals of users and counts of torrents that stay are left
   * alone.
   *
   * @throws RegistryException if the source fails; then it holds what it held before, unless the
   *     exception says that it may have gone through
   */
  void save(Writes writes);

  /**
   * Whether the last save that went through is the one with this mark: asked when a save failed and
   * perhaps only its answer was lost. Waits for a save that is still on its way.
   */
  boolean isLastSave(long mark);

  /** The request that was noted under a key; empty if there is none. */
  Optional<NotedRequest> findRequest(String key);

  /**
   * Forgets requests that were noted before a time, and tokens that have expired by another.
   *
   * @param requestsBefore seconds since 1970
   * @param tokensUntil seconds since 1970
   */
  void purge(long requestsBefore, long tokensUntil);

  /** A user's totals; empty if there is no such user, or if the source keeps no totals. */
  Optional<UserTotals> totals(long userNumber);

  /**
   * Changes a user's totals while nobody else does.
   *
   * @param edit is given the totals, once or, when the source has to try again, more often; its
   *     answer is saved if it is CHANGED
   * @param noted kept together with the change; empty if the request has no key
   * @return the edit's answer, or ABSENT if there is no such user
   */
  TotalsAnswer changeTotals(long userNumber, TotalsEdit edit, Optional<NotedRequest> noted);

  /** Decides what a user's totals become. */
  @FunctionalInterface
  interface TotalsEdit {
    /** CHANGED with the totals to save, or anything else to leave them. */
    TotalsAnswer decide(UserTotals current);
  }

  /** See {@link Accounts#open}. */
  int openAccounts(SortedMap<Long, UserTotals> totals);

  /** See {@link Accounts#history}. */
  List<HistoryRow> history(long userNumber, long afterTorrent, int limit);

  /** Settings that were changed while the tracker ran, by name; empty if none were. */
  Map<String, Long> loadSettings();

  /** Replaces all settings by these. */
  void saveSettings(Map<String, Long> settings);

  @Override
  void close();
}
