package io.karuta.registry;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.MetricsSink;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The registry: everything that a source knows, in memory. Thread-safe; reads never wait, writes
 * take turns and may wait for the source.
 *
 * <p>A put looks for conflicts, saves to the source and then changes the indexes, in this order. So
 * nothing is announced against that the source does not hold, and a source that fails changes
 * nothing here.
 */
public final class IndexedRegistry implements Registry, AutoCloseable {

  private final RegistrySource source;
  private final UserIndex users;
  private final TorrentIndex torrents;
  private final ClientIndex clients = new ClientIndex();
  // Held by whoever writes to the source or an index.
  private final ReentrantLock writeLock = new ReentrantLock();

  private IndexedRegistry(RegistrySource source) {
    this.source = source;
    SecretHash hash = SecretHash.random();
    users = new UserIndex(hash);
    torrents = new TorrentIndex(hash);
  }

  /**
   * A registry of all that the source has, on which it writes through. Entries that can't be
   * understood, or that share a unique key with an earlier one, are left out; each is logged, the
   * passkey aside, and counted as {@code registry-rejected-entries}.
   *
   * @param source belongs to the registry from now on
   * @throws RegistryException if the source fails; then there is no registry to go on with
   */
  public static IndexedRegistry load(RegistrySource source, MetricsSink metrics) {
    IndexedRegistry registry = new IndexedRegistry(source);
    RejectedLog rejected =
        new RejectedLog(
            metrics.counter(
                "registry-rejected-entries",
                "entries of the source that were left out as unusable"));
    registry.loadAll(rejected);
    rejected.logTotal();
    metrics.gauge("registry-users", "users that the tracker knows", registry.users::size);
    metrics.gauge("registry-torrents", "torrents that the tracker knows", registry.torrents::size);
    metrics.gauge(
        "registry-clients", "prefixes of clients that are allowed", registry.clients::size);
    return registry;
  }

  private void loadAll(RegistrySource.RejectedEntries rejected) {
    writeLock.lock();
    try {
      source.loadUsers(
          user -> {
            User holder = users.holderOf(user.passkey());
            if (users.byNumber(user.number()) != null) {
              rejected.reject("user " + user.number(), "a unique number", "it a second time");
            } else if (holder != null) {
              rejected.reject(
                  "user " + user.number(), "a unique passkey", "that of user " + holder.number());
            } else {
              users.put(null, user);
            }
          },
          rejected);
      source.loadTorrents(
          torrent -> {
            Torrent holder = torrents.byNumber(torrent.number());
            if (torrents.byInfoHash(torrent.infoHash().toBytes(), 0) != null) {
              rejected.reject(
                  "torrent " + torrent.infoHash(), "a unique info hash", "it a second time");
            } else if (holder != null) {
              rejected.reject(
                  "torrent " + torrent.infoHash(),
                  "a unique number",
                  torrent.number() + ", that of " + holder.infoHash());
            } else {
              torrents.put(null, torrent);
            }
          },
          rejected);
      source.loadClients(
          client -> {
            if (clients.has(client.prefix())) {
              rejected.reject("client " + client.prefix(), "a unique prefix", "it a second time");
            } else {
              clients.put(client);
            }
          },
          rejected);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Users users() {
    return users;
  }

  @Override
  public Torrents torrents() {
    return torrents;
  }

  @Override
  public Clients clients() {
    return clients;
  }

  @Override
  public Put put(User user) {
    writeLock.lock();
    try {
      User holder = users.holderOf(user.passkey());
      if (holder != null && holder.number() != user.number()) {
        return Put.CONFLICT;
      }
      source.save(user);
      User previous = users.byNumber(user.number());
      users.put(previous, user);
      return previous == null ? Put.CREATED : Put.REPLACED;
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Put put(Torrent torrent) {
    writeLock.lock();
    try {
      Torrent holder = torrents.byNumber(torrent.number());
      if (holder != null && !holder.infoHash().equals(torrent.infoHash())) {
        return Put.CONFLICT;
      }
      source.save(torrent);
      Torrent previous = torrents.byInfoHash(torrent.infoHash().toBytes(), 0);
      torrents.put(previous, previous == null ? torrent : torrent.replacing(previous));
      return previous == null ? Put.CREATED : Put.REPLACED;
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Put put(Client client) {
    writeLock.lock();
    try {
      source.save(client);
      return clients.put(client) ? Put.CREATED : Put.REPLACED;
    } finally {
      writeLock.unlock();
    }
  }

  /** Closes the source after the write in progress has ended; lookups go on working. */
  @Override
  public void close() {
    writeLock.lock();
    try {
      source.close();
    } finally {
      writeLock.unlock();
    }
  }
}
