package io.karuta.pipeline.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Users, torrents and clients, each an index in memory over a {@link RegistrySource}. Thread-safe.
 *
 * <p>Writes go to the source first, then to the index; when a put returns, the next announce sees
 * it. They may wait for I/O and so belong to no announce.
 */
public interface Registry {

  /** What a put found. */
  enum Put {
    /** The entry is new. */
    CREATED,
    /** The entry was there and was replaced. */
    REPLACED,
    /** Another entry holds one of its unique keys; nothing was changed. */
    CONFLICT
  }

  /** The users, for reading. */
  Users users();

  /** The torrents, for reading. */
  Torrents torrents();

  /** The client whitelist, for reading. */
  Clients clients();

  /**
   * Adds a user, or replaces the one of the same number.
   *
   * @return CONFLICT if another user has the passkey
   * @throws RegistryException if the source fails; then nothing was changed
   */
  Put put(User user);

  /**
   * Adds a torrent, or replaces the one of the same info hash.
   *
   * @return CONFLICT if another torrent has the number
   * @throws RegistryException if the source fails; then nothing was changed
   */
  Put put(Torrent torrent);

  /**
   * Adds a client to the whitelist, or replaces the one of the same prefix.
   *
   * @throws RegistryException if the source fails; then nothing was changed
   */
  Put put(Client client);

  /** Lookups of users; thread-safe, from memory, without allocation. */
  interface Users {

    /**
     * Finds the user with the given passkey in a time that tells nothing about how much of it was
     * right.
     *
     * @param bytes array that holds the passkey's {@code lengthBytes} bytes at {@code offset}
     * @return null if there is none, which is an outcome on the announce path and no error
     */
    @Nullable User byPasskey(byte[] bytes, int offset, int lengthBytes);

    /** Finds the user with the given number; null if there is none. */
    @Nullable User byNumber(long number);

    /** Number of users. */
    int size();
  }

  /** Lookups of torrents; thread-safe, from memory, without allocation. */
  interface Torrents {

    /**
     * Finds the torrent whose info hash is at {@code offset}.
     *
     * @return null if there is none, which is an outcome on the announce path and no error
     */
    @Nullable Torrent byInfoHash(byte[] bytes, int offset);

    /** Finds the torrent with the given number; null if there is none. */
    @Nullable Torrent byNumber(long number);

    /** All torrents at some moment, in no order. */
    List<Torrent> all();

    /** Number of torrents. */
    int size();
  }

  /** Lookups of clients; thread-safe, from memory, without allocation. */
  interface Clients {

    /**
     * Finds the client with the longest prefix that the peer id begins with (BEP 20).
     *
     * @return null if no prefix fits, which is an outcome on the announce path and no error
     */
    @Nullable Client matching(byte[] peerId);

    /** Number of clients. */
    int size();
  }
}
