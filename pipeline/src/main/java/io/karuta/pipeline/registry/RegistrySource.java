package io.karuta.pipeline.registry;

import java.util.function.Consumer;

/**
 * Where the registry's entries are kept: a database, a site's HTTP interface, nothing. Called by
 * the registry alone, one call at a time, on threads that may wait.
 *
 * <p>Loading gives every entry; one that can't be understood is reported and left out, and loses
 * nothing at the source. All methods throw {@link RegistryException} when the source fails.
 */
public interface RegistrySource extends AutoCloseable {

  /** Receives an entry that can't be understood: which one, what was expected, what was found. */
  @FunctionalInterface
  interface RejectedEntries {
    /** One such entry, e.g. {@code ("users.user_id=7", "passkey of 1 to 64 bytes", "''")}. */
    void reject(String entry, String expected, String found);
  }

  /** Gives every user. */
  void loadUsers(Consumer<User> users, RejectedEntries rejected);

  /** Gives every torrent. */
  void loadTorrents(Consumer<Torrent> torrents, RejectedEntries rejected);

  /** Gives every client. */
  void loadClients(Consumer<Client> clients, RejectedEntries rejected);

  /** Adds or replaces a user; the totals of a user that is there stay. */
  void save(User user);

  /** Adds or replaces a torrent; the counts of a torrent that is there stay. */
  void save(Torrent torrent);

  /** Adds or replaces a client. */
  void save(Client client);

  @Override
  void close();
}
