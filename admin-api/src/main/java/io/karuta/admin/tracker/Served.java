package io.karuta.admin.tracker;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The torrents and users that could have peers when changes of them were decided, as they were
 * then. Confined to one thread at a time.
 */
final class Served {

  private final Map<InfoHash, Torrent> torrents = new LinkedHashMap<>();
  private final Map<Long, User> users = new LinkedHashMap<>();

  /** The same change; when it is decided, what it concerns is noted. */
  Change watch(Change change) {
    return switch (change) {
      case Change.OfTorrent(InfoHash infoHash, Edit<Torrent> edit) ->
          new Change.OfTorrent(
              infoHash,
              current -> {
                if (isServed(current)) {
                  torrents.putIfAbsent(infoHash, current);
                }
                return edit.decide(current);
              });
      case Change.OfUser(long number, Edit<User> edit) ->
          new Change.OfUser(
              number,
              current -> {
                if (isServed(current)) {
                  users.putIfAbsent(number, current);
                }
                return edit.decide(current);
              });
      case Change.OfClient _, Change.OfToken _ -> change;
    };
  }

  /** Forgets what the registry serves now: only what went is left. */
  void keepGone(Registry registry) {
    torrents.keySet().removeIf(hash -> isServed(registry.torrents().byInfoHash(hash.toBytes(), 0)));
    users.keySet().removeIf(number -> isServed(registry.users().byNumber(number)));
  }

  private static boolean isServed(@Nullable Torrent torrent) {
    return torrent != null && torrent.status() == Torrent.Status.ACTIVE;
  }

  private static boolean isServed(@Nullable User user) {
    return user != null && user.enabled();
  }

  Set<InfoHash> torrents() {
    return torrents.keySet();
  }

  Set<Long> users() {
    return users.keySet();
  }

  @Nullable Torrent torrent(InfoHash infoHash) {
    return torrents.get(infoHash);
  }

  @Nullable User user(long number) {
    return users.get(number);
  }
}
