package io.karuta.registry;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.HistoryRow;
import io.karuta.pipeline.registry.NotedRequest;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.TotalsAnswer;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import io.karuta.pipeline.registry.Writes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Another source's entries, of which nothing is ever changed: a registry over it shows what changes
 * would do, until it is closed. Thread-safe if the other source is.
 */
public final class UnsavedSource implements RegistrySource {

  private final RegistrySource source;

  /**
   * Shows what would become of a source.
   *
   * @param source belongs to this one from now on
   */
  public UnsavedSource(RegistrySource source) {
    this.source = source;
  }

  @Override
  public void loadUsers(Consumer<User> users, RejectedEntries rejected) {
    source.loadUsers(users, rejected);
  }

  @Override
  public void loadTorrents(Consumer<Torrent> torrents, RejectedEntries rejected) {
    source.loadTorrents(torrents, rejected);
  }

  @Override
  public void loadClients(Consumer<Client> clients, RejectedEntries rejected) {
    source.loadClients(clients, rejected);
  }

  @Override
  public void loadTokens(Consumer<CreditToken> tokens, RejectedEntries rejected) {
    source.loadTokens(tokens, rejected);
  }

  @Override
  public void save(Writes writes) {}

  @Override
  public boolean isLastSave(long mark) {
    return false;
  }

  @Override
  public Optional<NotedRequest> findRequest(String key) {
    return source.findRequest(key);
  }

  @Override
  public void purge(long requestsBefore, long tokensUntil) {}

  @Override
  public Optional<UserTotals> totals(long userNumber) {
    return source.totals(userNumber);
  }

  @Override
  public TotalsAnswer changeTotals(long userNumber, TotalsEdit edit, Optional<NotedRequest> noted) {
    return source.totals(userNumber).map(edit::decide).orElse(TotalsAnswer.ABSENT);
  }

  /** Users that the other source doesn't have are taken for new ones. */
  @Override
  public int openAccounts(SortedMap<Long, UserTotals> totals) {
    return (int)
        totals.keySet().stream()
            .filter(user -> source.totals(user).orElse(UserTotals.ZERO).equals(UserTotals.ZERO))
            .count();
  }

  @Override
  public List<HistoryRow> history(long userNumber, long afterTorrent, int limit) {
    return source.history(userNumber, afterTorrent, limit);
  }

  @Override
  public Map<String, Long> loadSettings() {
    return source.loadSettings();
  }

  @Override
  public void saveSettings(Map<String, Long> settings) {}

  @Override
  public void close() {
    source.close();
  }
}
