package io.karuta.testkit;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * All that a registry has, in plain maps that are copied for every change. Confined to one thread.
 *
 * @param tokens by the numbers of user and torrent
 */
record FakeEntries(
    Map<Long, User> users,
    Map<InfoHash, Torrent> torrents,
    Map<String, Client> clients,
    Map<List<Long>, CreditToken> tokens) {

  /** Nothing. */
  static FakeEntries create() {
    return new FakeEntries(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  /** The same entries in other maps. */
  FakeEntries copy() {
    return new FakeEntries(
        new HashMap<>(users),
        new HashMap<>(torrents),
        new HashMap<>(clients),
        new HashMap<>(tokens));
  }

  /** Makes a change, whether or not unique keys fit afterwards. */
  Outcome change(Change change) {
    return switch (change) {
      case Change.OfUser(long number, var edit) -> {
        Outcome outcome = change(users, number, edit, (_, next) -> next);
        if (outcome.kind() == Outcome.Kind.REMOVED) {
          tokens.values().removeIf(token -> token.userNumber() == number);
        }
        yield outcome;
      }
      case Change.OfTorrent(InfoHash infoHash, var edit) -> {
        Torrent before = torrents.get(infoHash);
        Outcome outcome =
            change(torrents, infoHash, edit, (current, next) -> next.replacing(current));
        Torrent after = torrents.get(infoHash);
        if (before != null && (after == null || after.number() != before.number())) {
          tokens.values().removeIf(token -> token.torrentNumber() == before.number());
        }
        yield outcome;
      }
      case Change.OfClient(String prefix, var edit) ->
          change(clients, prefix, edit, (_, next) -> next);
      case Change.OfToken(long user, long torrent, var edit) ->
          change(tokens, List.of(user, torrent), edit, (_, next) -> next);
    };
  }

  private static <K, E> Outcome change(
      Map<K, E> entries, K key, Edit<E> edit, BinaryOperator<E> inPlaceOf) {
    E current = entries.get(key);
    return switch (edit.decide(current)) {
      case Decision.Put<E>(E next) -> {
        entries.put(key, current == null ? next : inPlaceOf.apply(current, next));
        yield current == null ? Outcome.CREATED : Outcome.REPLACED;
      }
      case Decision.Remove<E>() ->
          entries.remove(key) == null ? Outcome.UNCHANGED : Outcome.REMOVED;
      case Decision.Keep<E>() -> Outcome.UNCHANGED;
      case Decision.Refuse<E>(String code) -> Outcome.refused(code);
    };
  }

  /** Whether the other unique key of what a change concerns is another entry's too. */
  boolean isTaken(Change change) {
    return switch (change) {
      case Change.OfUser(long number, _) -> {
        User user = users.get(number);
        yield user != null
            && users.values().stream()
                .anyMatch(
                    other -> other.number() != number && other.passkey().equals(user.passkey()));
      }
      case Change.OfTorrent(InfoHash infoHash, _) -> {
        Torrent torrent = torrents.get(infoHash);
        yield torrent != null
            && torrents.values().stream()
                .anyMatch(other ->
                    !other.infoHash().equals(infoHash) && other.number() == torrent.number());
      }
      case Change.OfClient _, Change.OfToken _ -> false;
    };
  }
}
