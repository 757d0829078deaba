package io.karuta.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One change of many that go to the tracker in one call: of a torrent, user, client or token.
 * Immutable.
 *
 * @param <T> what it changes
 */
@SuppressWarnings("UnusedTypeParameter") // keeps changes of users out of a call about torrents
public final class Change<T> {

  private final Map<String, Object> fields;

  private Change(String operation, Map<String, ?> fields) {
    this.fields = new LinkedHashMap<>();
    this.fields.put("op", operation);
    this.fields.putAll(fields);
  }

  /** Makes or replaces a torrent. */
  public static Change<Torrent> put(Torrent torrent) {
    return new Change<>("put", torrent.writable());
  }

  /** Makes or replaces a user. */
  public static Change<User> put(User user) {
    return new Change<>("put", user.writable());
  }

  /** Makes or replaces a client. */
  public static Change<Client> put(Client client) {
    return new Change<>("put", client.writable());
  }

  /** Makes or replaces a token. */
  public static Change<Token> put(Token token) {
    return new Change<>("put", token.writable());
  }

  /** Changes a torrent in part. */
  public static Change<Torrent> patchTorrent(String infoHash, TorrentPatch patch) {
    return new Change<>("patch", patch.patch().with("info_hash", infoHash).fields());
  }

  /** Changes a user in part. */
  public static Change<User> patchUser(long userId, UserPatch patch) {
    return new Change<>("patch", patch.patch().with("user_id", userId).fields());
  }

  /** Removes a torrent. */
  public static Change<Torrent> deleteTorrent(String infoHash) {
    return new Change<>("delete", Map.of("info_hash", infoHash));
  }

  /** Removes a user. */
  public static Change<User> deleteUser(long userId) {
    return new Change<>("delete", Map.of("user_id", userId));
  }

  /** Removes a client. */
  public static Change<Client> deleteClient(String prefix) {
    return new Change<>("delete", Map.of("prefix", prefix));
  }

  /** Removes a token. */
  public static Change<Token> deleteToken(long userId, long torrentId) {
    return new Change<>("delete", Map.of("user_id", userId, "torrent_id", torrentId));
  }

  Map<String, Object> fields() {
    return fields;
  }
}
