package io.karuta.hooks;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.util.List;

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
    public List<Torrent> all() {
      return List.of(torrent);
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
    public int size() {
      return 1;
    }
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
  public Put put(User entry) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Put put(Torrent entry) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Put put(Client entry) {
    throw new UnsupportedOperationException();
  }
}
