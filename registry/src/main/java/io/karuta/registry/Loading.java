package io.karuta.registry;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.RegistrySource.RejectedEntries;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.Write;
import java.util.List;

/** Fills empty indexes; of entries that share a unique key the first one stays. One writer. */
final class Loading {

  private final Indexes indexes;
  private final RejectedEntries rejected;

  Loading(Indexes indexes, RejectedEntries rejected) {
    this.indexes = indexes;
    this.rejected = rejected;
  }

  /** Loads everything that the source has. */
  void from(RegistrySource source) {
    source.loadUsers(this::add, rejected);
    source.loadTorrents(this::add, rejected);
    source.loadClients(this::add, rejected);
    source.loadTokens(this::add, rejected);
  }

  private void add(User user) {
    User holder = indexes.users().holderOf(user);
    if (indexes.users().byNumber(user.number()) != null) {
      rejected.reject("user " + user.number(), "a unique number", "it a second time");
    } else if (holder != null) {
      rejected.reject(
          "user " + user.number(), "a unique passkey", "that of user " + holder.number());
    } else {
      indexes.users().add(null, user);
    }
  }

  private void add(Torrent torrent) {
    Torrent holder = indexes.torrents().holderOf(torrent);
    if (indexes.torrents().find(torrent.infoHash()) != null) {
      rejected.reject("torrent " + torrent.infoHash(), "a unique info hash", "it a second time");
    } else if (holder != null) {
      rejected.reject(
          "torrent " + torrent.infoHash(),
          "a unique number",
          torrent.number() + ", that of " + holder.infoHash());
    } else {
      indexes.torrents().add(null, torrent);
    }
  }

  private void add(Client client) {
    if (indexes.clients().byPrefix(client.prefix()) != null) {
      rejected.reject("client " + client.prefix(), "a unique prefix", "it a second time");
    } else {
      indexes.clients().write(List.of(new Write<>(null, client, false)));
    }
  }

  private void add(CreditToken token) {
    if (indexes.tokens().find(token.userNumber(), token.torrentNumber()) != null) {
      rejected.reject(
          "token of user " + token.userNumber() + " for torrent " + token.torrentNumber(),
          "a unique pair",
          "it a second time");
    } else {
      indexes.tokens().add(null, token);
    }
  }
}
