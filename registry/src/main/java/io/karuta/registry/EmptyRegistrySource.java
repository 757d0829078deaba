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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A source that begins with nothing: for a public tracker, and for trying things out. What is put
 * into its registry is gone after a restart; it keeps no books. Thread-safe.
 */
public final class EmptyRegistrySource implements RegistrySource {

  private final Map<String, NotedRequest> requests = new ConcurrentHashMap<>();
  private volatile Map<String, Long> settings = Map.of();
  private volatile long lastMark;

  /** A source without entries. */
  public EmptyRegistrySource() {}

  @Override
  public void loadUsers(Consumer<User> users, RejectedEntries rejected) {}

  @Override
  public void loadTorrents(Consumer<Torrent> torrents, RejectedEntries rejected) {}

  @Override
  public void loadClients(Consumer<Client> clients, RejectedEntries rejected) {}

  @Override
  public void loadTokens(Consumer<CreditToken> tokens, RejectedEntries rejected) {}

  @Override
  public void save(Writes writes) {
    lastMark = writes.mark();
    writes.noted().ifPresent(noted -> requests.put(noted.key().key(), noted));
  }

  @Override
  public boolean isLastSave(long mark) {
    return lastMark == mark;
  }

  @Override
  public Optional<NotedRequest> findRequest(String key) {
    return Optional.ofNullable(requests.get(key));
  }

  @Override
  public void purge(long requestsBefore, long tokensUntil) {
    requests.values().removeIf(request -> request.second() < requestsBefore);
  }

  @Override
  public Optional<UserTotals> totals(long userNumber) {
    return Optional.empty();
  }

  @Override
  public TotalsAnswer changeTotals(long userNumber, TotalsEdit edit, Optional<NotedRequest> noted) {
    return TotalsAnswer.ABSENT;
  }

  @Override
  public int openAccounts(SortedMap<Long, UserTotals> totals) {
    return 0;
  }

  @Override
  public List<HistoryRow> history(long userNumber, long afterTorrent, int limit) {
    return List.of();
  }

  @Override
  public Map<String, Long> loadSettings() {
    return settings;
  }

  @Override
  public void saveSettings(Map<String, Long> next) {
    settings = Map.copyOf(next);
  }

  @Override
  public void close() {}
}
