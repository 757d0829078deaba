package io.karuta.pipeline.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Users, torrents, clients and tokens, each an index in memory over a {@link RegistrySource}, and
 * the books that the source keeps. Thread-safe.
 *
 * <p>Changes go to the source first, then to the index; when a call returns, the next announce sees
 * them. They may wait for I/O and so belong to no announce.
 *
 * <p>An announce that looks something up while changes are made sees each entry as it was before or
 * as it is after, never in between: all fields of one user, torrent, client or token belong
 * together, and a key that is taken both before and after is never found free. Of a call with many
 * changes it may see some entries before and others after, for as long as it takes to exchange
 * references.
 *
 * <p>Whoever removes or disables an entry sends its peers away after that, so an announce that
 * looked the entry up before and enters the swarm after would stay. {@link #changes} tells such an
 * announce that it has to look again: the chain notes it before the first lookup, and whoever
 * enters the swarm compares.
 */
public interface Registry {

  /** What holds for the changes of one call. */
  enum Mode {
    /**
     * All are applied, or none. Unique keys have to fit when all are made, so that two users can
     * exchange passkeys.
     */
    ALL_OR_NOTHING,
    /** Each is applied or fails for itself; unique keys have to fit after each. */
    EACH
  }

  /** What a put found. */
  enum Put {
    /** The entry is new. */
    CREATED,
    /** The entry was there and was replaced. */
    REPLACED,
    /** Another entry holds one of its unique keys; nothing was changed. */
    CONFLICT
  }

  /**
   * How often lookups have come to find something else, in no particular unit. It grows after the
   * index was changed and before the call that changed it returns. One read of a volatile.
   *
   * <p>If it is the same before lookups and after a peer was stored, then whoever changes what was
   * found hasn't sent peers away yet, and will find this one.
   */
  long changes();

  /** The users, for reading. */
  Users users();

  /** The torrents, for reading. */
  Torrents torrents();

  /** The client whitelist, for reading. */
  Clients clients();

  /** The tokens, for reading. */
  Tokens tokens();

  /** What the accounting has added up. */
  Accounts accounts();

  /**
   * Applies changes: decides them one after the other, each seeing what those before it have done,
   * saves what they add up to in one transaction of the source, then changes the index. Nobody
   * else's changes come in between.
   *
   * <p>A removed user or torrent takes its tokens along, and so does a torrent's number that is
   * given up. Its number, hash and passkey are free within the same call. The snatches of a torrent
   * that is replaced stay, whatever the new one says; those of a new one count from what it says.
   *
   * @param key makes it idempotent, over restarts too, for a day: if a call with the same key and
   *     fingerprint has changed something, nothing is done and its outcomes are given again
   * @return one outcome per change, in their order. If one fails, ALL_OR_NOTHING gives those that
   *     fail and NOT_APPLIED for the others
   * @throws KeyReusedException if the key was used for another request; nothing was changed
   * @throws RegistryException if the source fails; nothing was changed. If it can't even say
   *     whether the transaction went through, that is found out before the next call is decided
   * @throws IllegalArgumentException if an edit puts an entry of another key; nothing was changed
   */
  List<Outcome> apply(List<Change> changes, Mode mode, Optional<RequestKey> key);

  /**
   * Adds a user, or replaces the one of the same number.
   *
   * @return CONFLICT if another user has the passkey
   * @throws RegistryException if the source fails; then nothing was changed
   */
  default Put put(User user) {
    return put(new Change.OfUser(user.number(), Edit.put(user)));
  }

  /**
   * Adds a torrent, or replaces the one of the same info hash.
   *
   * @return CONFLICT if another torrent has the number
   * @throws RegistryException if the source fails; then nothing was changed
   */
  default Put put(Torrent torrent) {
    return put(new Change.OfTorrent(torrent.infoHash(), Edit.put(torrent)));
  }

  /**
   * Adds a client to the whitelist, or replaces the one of the same prefix.
   *
   * @throws RegistryException if the source fails; then nothing was changed
   */
  default Put put(Client client) {
    return put(new Change.OfClient(client.prefix(), Edit.put(client)));
  }

  private Put put(Change change) {
    Outcome outcome = apply(List.of(change), Mode.EACH, Optional.empty()).getFirst();
    return switch (outcome.kind()) {
      case CREATED -> Put.CREATED;
      case CONFLICT -> Put.CONFLICT;
      case REPLACED, REMOVED, UNCHANGED, REFUSED, NOT_APPLIED -> Put.REPLACED;
    };
  }

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

    /** Visits the users at some moment, in no order. */
    void forEach(Consumer<? super User> visitor);

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

    /** Visits the torrents at some moment, in no order. */
    void forEach(Consumer<? super Torrent> visitor);

    /** All torrents at some moment, in no order. */
    default List<Torrent> all() {
      List<Torrent> all = new ArrayList<>(size());
      forEach(all::add);
      return all;
    }

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

    /** Finds the client of exactly this prefix; null if there is none. */
    @Nullable Client byPrefix(String prefix);

    /** Visits the clients at some moment, by ascending prefix. */
    void forEach(Consumer<? super Client> visitor);

    /** Number of clients. */
    int size();
  }

  /** Lookups of tokens; thread-safe, from memory, without allocation. */
  interface Tokens {

    /**
     * Finds the token of a user for a torrent. It may have expired: see {@link
     * CreditToken#countsAt}.
     *
     * @return null if there is none, which is an outcome on the announce path and no error
     */
    @Nullable CreditToken find(long userNumber, long torrentNumber);

    /** Visits the tokens at some moment, in no order, expired ones too. */
    void forEach(Consumer<? super CreditToken> visitor);

    /** Number of tokens; expired ones count until they are cleared away. */
    int size();
  }
}
