package io.karuta.admin.tracker;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Changes the registry, and the swarms as follows from it. Thread-safe.
 *
 * <p>First the source is changed, then the index, then those peers leave whose torrent or user is
 * gone or disabled. A call that changes nothing sends nobody away. What the peers still have to
 * book is booked with the numbers that their torrent and user had. Whoever announces while this
 * goes on finds out by {@link Registry#changes}.
 */
public final class Effects {

  private final Registry registry;
  private final PeerStore store;
  private final Supplier<AccountingSink> accounting;
  private final TrackerClock clock;
  // What was served before calls that may have gone through although they failed.
  private final Queue<Served> doubtful = new ConcurrentLinkedQueue<>();

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

  /** Applies changes, see {@link Registry#apply}. */
  public List<Outcome> apply(List<Change> changes, Registry.Mode mode, Optional<RequestKey> key) {
    List<Served> before = takeDoubtful();
    Served served = new Served();
    List<Outcome> outcomes;
    try {
      outcomes = registry.apply(changes.stream().map(served::watch).toList(), mode, key);
    } catch (RuntimeException e) {
      doubtful.addAll(before);
      if (e instanceof RegistryException failure && failure.mayHaveGoneThrough()) {
        doubtful.add(served);
      }
      throw e;
    }
    // The registry found out about earlier calls before it decided this one.
    before.forEach(this::removePeers);
    removePeers(served);
    return outcomes;
  }

  private List<Served> takeDoubtful() {
    List<Served> taken = new ArrayList<>();
    for (Served served = doubtful.poll(); served != null; served = doubtful.poll()) {
      taken.add(served);
    }
    return taken;
  }

  /** Applies one change. */
  public Outcome apply(Change change, Optional<RequestKey> key) {
    return apply(List.of(change), Registry.Mode.EACH, key).getFirst();
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

  private void removePeers(Served served) {
    served.keepGone(registry);
    int now = clock.nowSecond();
    AccountingSink sink = new FarewellSink(accounting.get(), served);
    for (InfoHash infoHash : served.torrents()) {
      store.removeTorrent(infoHash, now, sink);
    }
    if (!served.users().isEmpty()) {
      long[] numbers = served.users().stream().mapToLong(Long::longValue).sorted().toArray();
      store.remove(
          (userHigh, userLow, _) -> userHigh == 0 && Arrays.binarySearch(numbers, userLow) >= 0,
          now,
          sink);
    }
  }
}
