package io.karuta.hooks;

import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A registry in which every lookup finds the same entry without allocating, for measuring what the
 * hooks themselves allocate.
 */
public record FixedRegistry(User user, Torrent torrent, Client client) implements Registry {

  private record FixedUsers(User user) implements Users {
    @Override
    public User byPasskey(byte[] bytes, int offset, int lengthBytes) {
      return user;
    }

    @Override
    public User byNumber(long number) {
      return user;
    }

    @Override
    public void forEach(Consumer<? super User> visitor) {
      visitor.accept(user);
    }

    @Override
    public int size() {
      return 1;
    }
  }

  private record FixedTorrents(Torrent torrent) implements Torrents {
    @Override
    public Torrent byInfoHash(byte[] bytes, int offset) {
      return torrent;
    }

    @Override
    public Torrent byNumber(long number) {
      return torrent;
    }

    @Override
    public void forEach(Consumer<? super Torrent> visitor) {
      visitor.accept(torrent);
    }

    @Override
    public int size() {
      return 1;
    }
  }

  private record FixedClients(Client client) implements Clients {
    @Override
    public Client matching(byte[] peerId) {
      return client;
    }

    @Override
    public Client byPrefix(String prefix) {
      return client;
    }

    @Override
    public void forEach(Consumer<? super Client> visitor) {
      visitor.accept(client);
    }

    @Override
    public int size() {
      return 1;
    }
  }

  @Override
  public long changes() {
    return 0;
  }

  @Override
  public Users users() {
    return new FixedUsers(user);
  }

  @Override
  public Torrents torrents() {
    return new FixedTorrents(torrent);
  }

  @Override
  public Clients clients() {
    return new FixedClients(client);
  }

  @Override
  public Tokens tokens() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Accounts accounts() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Outcome> apply(List<Change> changes, Mode mode, Optional<RequestKey> key) {
    throw new UnsupportedOperationException();
  }
}
