package io.karuta.registry;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.HistoryRow;
import io.karuta.pipeline.registry.NotedRequest;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.TotalsAnswer;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import io.karuta.pipeline.registry.Writes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** A source of lists, which remembers what was saved and fails on demand. One thread. */
final class ListSource implements RegistrySource {

  final List<User> users = new ArrayList<>();
  final List<Torrent> torrents = new ArrayList<>();
  final List<Client> clients = new ArrayList<>();
  final List<CreditToken> tokens = new ArrayList<>();
  final List<Writes> saved = new ArrayList<>();
  final List<String> purged = new ArrayList<>();
  private final EmptyRegistrySource rest = new EmptyRegistrySource();
  boolean failing;
  boolean losingAnswers;
  boolean failingChecks;
  boolean closed;

  @Override
  public void loadUsers(Consumer<User> target, RejectedEntries rejected) {
    failIfAsked();
    users.forEach(target);
  }

  @Override
  public void loadTorrents(Consumer<Torrent> target, RejectedEntries rejected) {
    torrents.forEach(target);
  }

  @Override
  public void loadClients(Consumer<Client> target, RejectedEntries rejected) {
    clients.forEach(target);
  }

  @Override
  public void loadTokens(Consumer<CreditToken> target, RejectedEntries rejected) {
    tokens.forEach(target);
  }

  @Override
  public void save(Writes writes) {
    failIfAsked();
    rest.save(writes);
    saved.add(writes);
    if (losingAnswers) {
      throw new RegistryException("the answer is lost", new IOException(), true);
    }
  }

  @Override
  public boolean isLastSave(long mark) {
    if (failingChecks) {
      throw new RegistryException("the source is away", new IOException());
    }
    return rest.isLastSave(mark);
  }

  @Override
  public Optional<NotedRequest> findRequest(String key) {
    return rest.findRequest(key);
  }

  @Override
  public void purge(long requestsBefore, long tokensUntil) {
    failIfAsked();
    purged.add(requestsBefore + " " + tokensUntil);
    rest.purge(requestsBefore, tokensUntil);
  }

  @Override
  public Optional<UserTotals> totals(long userNumber) {
    return rest.totals(userNumber);
  }

  @Override
  public TotalsAnswer changeTotals(long userNumber, TotalsEdit edit, Optional<NotedRequest> noted) {
    return rest.changeTotals(userNumber, edit, noted);
  }

  @Override
  public int openAccounts(SortedMap<Long, UserTotals> totals) {
    return rest.openAccounts(totals);
  }

  @Override
  public List<HistoryRow> history(long userNumber, long afterTorrent, int limit) {
    return rest.history(userNumber, afterTorrent, limit);
  }

  @Override
  public Map<String, Long> loadSettings() {
    return rest.loadSettings();
  }

  @Override
  public void saveSettings(Map<String, Long> settings) {
    rest.saveSettings(settings);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void failIfAsked() {
    if (failing) {
      throw new RegistryException("the source is away", new IOException());
    }
  }
}
