package io.karuta.testkit;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A registry of plain maps, obviously right and without a source. Thread-safe. Lookups allocate;
 * for a test of allocation warm up the real one.
 */
public final class FakeRegistry implements Registry {

  private final Map<Long, User> users = new ConcurrentHashMap<>();
  private final Map<InfoHash, Torrent> torrents = new ConcurrentHashMap<>();
  private final Map<String, Client> clients = new ConcurrentHashMap<>();

  @Override
  public synchronized Put put(User user) {
    for (User other : users.values()) {
      if (other.passkey().equals(user.passkey()) && other.number() != user.number()) {
        return Put.CONFLICT;
      }
    }
    return users.put(user.number(), user) == null ? Put.CREATED : Put.REPLACED;
  }

  @Override
  public synchronized Put put(Torrent torrent) {
    for (Torrent other : torrents.values()) {
      if (other.number() == torrent.number() && !other.infoHash().equals(torrent.infoHash())) {
        return Put.CONFLICT;
      }
    }
    Torrent previous = torrents.get(torrent.infoHash());
    Torrent kept = previous == null ? torrent : torrent.replacing(previous);
    torrents.put(torrent.infoHash(), kept);
    return previous == null ? Put.CREATED : Put.REPLACED;
  }

  @Override
  public synchronized Put put(Client client) {
    return clients.put(client.prefix(), client) == null ? Put.CREATED : Put.REPLACED;
  }

  @Override
  public Users users() {
    return new Users() {
      @Override
      public @Nullable User byPasskey(byte[] bytes, int offset, int lengthBytes) {
        String passkey = new String(bytes, offset, lengthBytes, StandardCharsets.ISO_8859_1);
        for (User user : users.values()) {
          if (user.passkey().equals(passkey)) {
            return user;
          }
        }
        return null;
      }

      @Override
      public @Nullable User byNumber(long number) {
        return users.get(number);
      }

      @Override
      public int size() {
        return users.size();
      }
    };
  }

  @Override
  public Torrents torrents() {
    return new Torrents() {
      @Override
      public @Nullable Torrent byInfoHash(byte[] bytes, int offset) {
        return torrents.get(InfoHash.of(bytes, offset));
      }

      @Override
      public @Nullable Torrent byNumber(long number) {
        for (Torrent torrent : torrents.values()) {
          if (torrent.number() == number) {
            return torrent;
          }
        }
        return null;
      }

      @Override
      public List<Torrent> all() {
        return List.copyOf(torrents.values());
      }

      @Override
      public int size() {
        return torrents.size();
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
        for (Client client : clients.values()) {
          boolean longer = longest == null || client.prefix().length() > longest.prefix().length();
          if (longer && id.startsWith(client.prefix())) {
            longest = client;
          }
        }
        return longest;
      }

      @Override
      public int size() {
        return clients.size();
      }
    };
  }
}
