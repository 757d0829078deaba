package io.karuta.registry;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.NotedRequest;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.Writes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides the changes of one call against the indexes, which it only reads. One writer. */
final class Batch {

  private final Mode mode;
  private final TokenIndex tokenIndex;
  private final Overlay<Long, User> users;
  private final Overlay<InfoHash, Torrent> torrents;
  private final Overlay<String, Client> clients;
  private final Overlay<TokenKey, CreditToken> tokens;
  // Numbers that were given up, if only for a while; the tokens of before went with them.
  private final Set<Long> goneUsers = new HashSet<>();
  private final Set<Long> goneTorrents = new HashSet<>();

  Batch(Indexes indexes, Mode mode) {
    this.mode = mode;
    boolean fitsEach = mode == Mode.EACH;
    tokenIndex = indexes.tokens();
    users = new Overlay<>(indexes.users(), fitsEach);
    torrents = new Overlay<>(indexes.torrents(), fitsEach);
    clients = new Overlay<>(indexes.clients(), fitsEach);
    tokens = new Overlay<>(indexes.tokens(), fitsEach);
    tokens.gone(this::isGone);
  }

  /** What comes of the changes; if all or nothing is wanted and one fails, nothing does. */
  List<Outcome> decide(List<Change> changes) {
    List<Outcome> outcomes = new ArrayList<>(changes.size());
    for (int i = 0; i < changes.size(); i++) {
      outcomes.add(decide(changes.get(i), i));
    }
    if (mode == Mode.ALL_OR_NOTHING) {
      users.conflicts(outcomes::set);
      torrents.conflicts(outcomes::set);
    }
    return outcomes;
  }

  private Outcome decide(Change change, int place) {
    return switch (change) {
      case Change.OfUser(long number, var edit) -> {
        Outcome outcome = users.change(number, edit, place);
        if (outcome.kind() == Outcome.Kind.REMOVED) {
          goneUsers.add(number);
          tokens.removePending(key -> key.userNumber() == number);
        }
        yield outcome;
      }
      case Change.OfTorrent(InfoHash infoHash, var edit) -> {
        Torrent before = torrents.current(infoHash);
        Outcome outcome = torrents.change(infoHash, edit, place);
        Torrent after = torrents.current(infoHash);
        if (before != null && (after == null || after.number() != before.number())) {
          goneTorrents.add(before.number());
          tokens.removePending(key -> key.torrentNumber() == before.number());
        }
        yield outcome;
      }
      case Change.OfClient(String prefix, var edit) -> clients.change(prefix, edit, place);
      case Change.OfToken(long user, long torrent, var edit) ->
          tokens.change(new TokenKey(user, torrent), edit, place);
    };
  }

  /** What the changes add up to. */
  Writes writes(Optional<NotedRequest> noted, long mark) {
    if (!goneUsers.isEmpty() || !goneTorrents.isEmpty()) {
      tokenIndex.forEach(token -> {
        TokenKey key = tokenIndex.keyOf(token);
        if (isGone(key)) {
          tokens.removeUntouched(key, token);
        }
      });
    }
    return new Writes(
        users.writes(), torrents.writes(), clients.writes(), tokens.writes(), noted, mark);
  }

  private boolean isGone(TokenKey key) {
    return goneUsers.contains(key.userNumber()) || goneTorrents.contains(key.torrentNumber());
  }
}
