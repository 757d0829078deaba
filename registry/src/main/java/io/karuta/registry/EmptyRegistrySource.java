package io.karuta.registry;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.util.function.Consumer;

/**
 * A source that has nothing and keeps nothing: for a public tracker, and for trying things out.
 * What is put into its registry is gone after a restart. Thread-safe.
 */
public final class EmptyRegistrySource implements RegistrySource {

  /** A source without entries. */
  public EmptyRegistrySource() {}

  @Override
  public void loadUsers(Consumer<User> users, RejectedEntries rejected) {}

  @Override
  public void loadTorrents(Consumer<Torrent> torrents, RejectedEntries rejected) {}

  @Override
  public void loadClients(Consumer<Client> clients, RejectedEntries rejected) {}

  @Override
  public void save(User user) {}

  @Override
  public void save(Torrent torrent) {}

  @Override
  public void save(Client client) {}

  @Override
  public void close() {}
}
