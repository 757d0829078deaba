package io.karuta.registry;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A source of lists, which remembers what was saved and fails on demand. One thread. */
final class ListSource implements RegistrySource {

  final List<User> users = new ArrayList<>();
  final List<Torrent> torrents = new ArrayList<>();
  final List<Client> clients = new ArrayList<>();
  final List<Object> saved = new ArrayList<>();
  boolean failing;
  boolean closed;

  @Override
  public void loadUsers(Consumer<User> target, RejectedEntries rejected) {
    failIfAsked();
    users.forEach(target);
  }

  @Override
  public void loadTorrents(Consumer<Torrent> target, RejectedEntries rejected) {
    torrents.forEach(target);
  }

  @Override
  public void loadClients(Consumer<Client> target, RejectedEntries rejected) {
    clients.forEach(target);
  }

  @Override
  public void save(User user) {
    failIfAsked();
    saved.add(user);
  }

  @Override
  public void save(Torrent torrent) {
    failIfAsked();
    saved.add(torrent);
  }

  @Override
  public void save(Client client) {
    failIfAsked();
    saved.add(client);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void failIfAsked() {
    if (failing) {
      throw new RegistryException("the source is away", new IOException());
    }
  }
}
