package io.karuta.admin.tracker;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerStore;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Changes the registry, and the swarms as follows from it. Thread-safe.
 *
 * <p>Peers of a torrent or user that goes leave before it does, so that their last deltas are
 * booked with its numbers; then the entry goes, from the source and from the index; then those
 * leave that came in between. Of what is only disabled the peers leave after it.
 */
public final class Effects {

  private final Registry registry;
  private final PeerStore store;
  private final Supplier<AccountingSink> accounting;
  private final TrackerClock clock;

  /**
   * What changes what.
   *
   * @param accounting gives what departures are offered to, once per operation
   */
  public Effects(
      Registry registry, PeerStore store, Supplier<AccountingSink> accounting, TrackerClock clock) {
    this.registry = registry;
    this.store = store;
    this.accounting = accounting;
    this.clock = clock;
  }

  /**
   * Applies changes, see {@link Registry#apply}.
   *
   * @param leaving the torrents and users among them that are to be removed
   */
  public List<Outcome> apply(
      List<Change> changes, Leaving leaving, Registry.Mode mode, Optional<RequestKey> key) {
    Leaving served = servedNow(changes);
    removePeers(leaving);
    List<Outcome> outcomes = registry.apply(changes, mode, key);
    removePeers(noMoreServed(served));
    return outcomes;
  }

  /** Applies one change. */
  public Outcome apply(Change change, Leaving leaving, Optional<RequestKey> key) {
    return apply(List.of(change), leaving, Registry.Mode.EACH, key).getFirst();
  }

  /** Removes one user's peers from one swarm; how many there were. */
  public int kick(InfoHash infoHash, long userNumber) {
    PeerFilter filter = PeerFilter.of(UserId.ofNumber(userNumber));
    return store.remove(infoHash, filter, clock.nowSecond(), accounting.get());
  }

  /**
   * Removes a user's peers that were silent for some time; how many there were.
   *
   * @param idleSeconds 0 for all of them
   */
  public int flush(long userNumber, int idleSeconds) {
    UserId user = UserId.ofNumber(userNumber);
    int now = clock.nowSecond();
    return store.remove(
        (userHigh, userLow, seenSecond) ->
            userHigh == user.high() && userLow == user.low() && now - seenSecond >= idleSeconds,
        now,
        accounting.get());
  }

  /** Those that have peers, or could. */
  private Leaving servedNow(List<Change> changes) {
    Set<InfoHash> torrents = new LinkedHashSet<>();
    Set<Long> users = new LinkedHashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.OfTorrent(InfoHash infoHash, _) when isServed(infoHash) ->
            torrents.add(infoHash);
        case Change.OfUser(long number, _) when isServed(number) -> users.add(number);
        case Change.OfTorrent _, Change.OfUser _, Change.OfClient _, Change.OfToken _ -> {}
      }
    }
    return new Leaving(torrents, users);
  }

  private Leaving noMoreServed(Leaving before) {
    Set<InfoHash> torrents = new LinkedHashSet<>(before.torrents());
    torrents.removeIf(this::isServed);
    Set<Long> users = new LinkedHashSet<>(before.users());
    users.removeIf(this::isServed);
    return new Leaving(torrents, users);
  }

  private boolean isServed(InfoHash infoHash) {
    Torrent torrent = registry.torrents().byInfoHash(infoHash.toBytes(), 0);
    return torrent != null && torrent.status() == Torrent.Status.ACTIVE;
  }

  private boolean isServed(long userNumber) {
    User user = registry.users().byNumber(userNumber);
    return user != null && user.enabled();
  }

  private void removePeers(Leaving leaving) {
    int now = clock.nowSecond();
    AccountingSink sink = accounting.get();
    for (InfoHash infoHash : leaving.torrents()) {
      store.removeTorrent(infoHash, now, sink);
    }
    if (!leaving.users().isEmpty()) {
      long[] numbers = leaving.users().stream().mapToLong(Long::longValue).sorted().toArray();
      store.remove(
          (userHigh, userLow, _) -> userHigh == 0 && Arrays.binarySearch(numbers, userLow) >= 0,
          now,
          sink);
    }
  }
}
