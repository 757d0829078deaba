package io.karuta.testkit;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.HistoryRow;
import io.karuta.pipeline.registry.KeyReusedException;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A registry of plain maps, obviously right and without a source. Thread-safe. Lookups allocate;
 * for a test of allocation warm up the real one.
 */
public final class FakeRegistry implements Registry {

  private record Answered(RequestKey key, List<Outcome> outcomes) {}

  private final Map<String, Answered> answered = new HashMap<>();
  private final FakeAccounts accounts =
      new FakeAccounts(number -> users().byNumber(number) != null);
  private final AtomicLong generation = new AtomicLong();
  // Never changed, only replaced.
  private volatile FakeEntries entries = FakeEntries.create();

  @Override
  public synchronized List<Outcome> apply(
      List<Change> changes, Mode mode, Optional<RequestKey> key) {
    Answered before = key.map(RequestKey::key).map(answered::get).orElse(null);
    if (before != null && !key.equals(Optional.of(before.key()))) {
      throw new KeyReusedException(before.key().key());
    }
    if (before != null) {
      return before.outcomes();
    }
    List<Outcome> outcomes = mode == Mode.EACH ? applyEach(changes) : applyAllOrNothing(changes);
    if (outcomes.stream().anyMatch(FakeRegistry::changedSomething)) {
      generation.incrementAndGet();
      key.ifPresent(name -> answered.put(name.key(), new Answered(name, outcomes)));
    }
    return outcomes;
  }

  private List<Outcome> applyEach(List<Change> changes) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Change change : changes) {
      FakeEntries next = entries.copy();
      Outcome outcome = next.change(change);
      boolean put =
          outcome.kind() == Outcome.Kind.CREATED || outcome.kind() == Outcome.Kind.REPLACED;
      if (put && next.isTaken(change)) {
        outcomes.add(Outcome.conflict(otherKey(change)));
      } else {
        entries = next;
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  private List<Outcome> applyAllOrNothing(List<Change> changes) {
    FakeEntries next = entries.copy();
    List<Outcome> outcomes = new ArrayList<>();
    for (Change change : changes) {
      outcomes.add(next.change(change));
    }
    boolean fits =
        outcomes.stream().noneMatch(Outcome::isFailure)
            && changes.stream().noneMatch(next::isTaken);
    if (fits) {
      entries = next;
      return outcomes;
    }
    for (int i = 0; i < changes.size(); i++) {
      if (!outcomes.get(i).isFailure()) {
        boolean taken = next.isTaken(changes.get(i));
        outcomes.set(i, taken ? Outcome.conflict(otherKey(changes.get(i))) : Outcome.NOT_APPLIED);
      }
    }
    return outcomes;
  }

  private static boolean changedSomething(Outcome outcome) {
    return switch (outcome.kind()) {
      case CREATED, REPLACED, REMOVED -> true;
      case UNCHANGED, REFUSED, CONFLICT, NOT_APPLIED -> false;
    };
  }

  private static String otherKey(Change change) {
    return change instanceof Change.OfUser ? "passkey" : "torrent_id";
  }

  @Override
  public long changes() {
    return generation.get();
  }

  @Override
  public Users users() {
    return new Users() {
      @Override
      public @Nullable User byPasskey(byte[] bytes, int offset, int lengthBytes) {
        String passkey = new String(bytes, offset, lengthBytes, StandardCharsets.ISO_8859_1);
        for (User user : entries.users().values()) {
          if (user.passkey().equals(passkey)) {
            return user;
          }
        }
        return null;
      }

      @Override
      public @Nullable User byNumber(long number) {
        return entries.users().get(number);
      }

      @Override
      public void forEach(Consumer<? super User> visitor) {
        entries.users().values().forEach(visitor);
      }

      @Override
      public int size() {
        return entries.users().size();
      }
    };
  }

  @Override
  public Torrents torrents() {
    return new Torrents() {
      @Override
      public @Nullable Torrent byInfoHash(byte[] bytes, int offset) {
        return entries.torrents().get(InfoHash.of(bytes, offset));
      }

      @Override
      public @Nullable Torrent byNumber(long number) {
        for (Torrent torrent : entries.torrents().values()) {
          if (torrent.number() == number) {
            return torrent;
          }
        }
        return null;
      }

      @Override
      public void forEach(Consumer<? super Torrent> visitor) {
        entries.torrents().values().forEach(visitor);
      }

      @Override
      public int size() {
        return entries.torrents().size();
      }
    };
  }

  @Override
  public Clients clients() {
    return new Clients() {
      @Override
      public @Nullable Client matching(byte[] peerId) {
        String id = new String(peerId, StandardCharsets.ISO_8859_1);
        Client longest = null;
        for (Client client : entries.clients().values()) {
          boolean longer = longest == null || client.prefix().length() > longest.prefix().length();
          if (longer && id.startsWith(client.prefix())) {
            longest = client;
          }
        }
        return longest;
      }

      @Override
      public @Nullable Client byPrefix(String prefix) {
        return entries.clients().get(prefix);
      }

      @Override
      public void forEach(Consumer<? super Client> visitor) {
        new TreeMap<>(entries.clients()).values().forEach(visitor);
      }

      @Override
      public int size() {
        return entries.clients().size();
      }
    };
  }

  @Override
  public Tokens tokens() {
    return new Tokens() {
      @Override
      public @Nullable CreditToken find(long userNumber, long torrentNumber) {
        return entries.tokens().get(List.of(userNumber, torrentNumber));
      }

      @Override
      public void forEach(Consumer<? super CreditToken> visitor) {
        entries.tokens().values().forEach(visitor);
      }

      @Override
      public int size() {
        return entries.tokens().size();
      }
    };
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  /** Adds a row to a user's history, or replaces the one of the same torrent. */
  public void book(long userNumber, HistoryRow row) {
    accounts.book(userNumber, row);
  }
}
