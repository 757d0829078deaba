package io.karuta.cmd;

import io.karuta.pipeline.control.TrackerHealth;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.StoreTotals;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How the parts are: {@code listeners}, {@code registry}, {@code database}, {@code delta-ring},
 * {@code swarm-store}, in this order. Thread-safe.
 *
 * <p>A part is not ready where clients or the books would notice: so a database that is away is
 * told but doesn't count, as long as there is room for deltas to wait in.
 */
final class Health implements TrackerHealth {

  /** Of the ring. Where less is left, announces are soon booked later only. */
  private static final double ROOM_LEFT = 0.05;

  private final Registry registry;
  private final PeerStore store;
  private final long maxPeers;
  private final Optional<DatabaseWatch> database;
  private final Optional<Ring> ring;
  private volatile Part listeners = new Part("listeners", false, "not open yet");

  /**
   * The ring for deltas.
   *
   * @param depth slots in use
   * @param slots all of them
   */
  record Ring(LongSupplier depth, long slots) {}

  /** The health of a tracker whose listeners are not open yet. */
  Health(
      Registry registry,
      PeerStore store,
      long maxPeers,
      Optional<DatabaseWatch> database,
      Optional<Ring> ring) {
    this.registry = registry;
    this.store = store;
    this.maxPeers = maxPeers;
    this.database = database;
    this.ring = ring;
  }

  /** The listeners are open. */
  void listening(int count) {
    listeners = new Part("listeners", true, count + " open");
  }

  /** The stop has begun: listeners are about to close. */
  void stopping() {
    listeners = new Part("listeners", false, "stopping");
  }

  @Override
  public List<Part> parts() {
    return List.of(listeners, registryPart(), databasePart(), ringPart(), storePart());
  }

  private Part registryPart() {
    return new Part(
        "registry",
        true,
        registry.users().size()
            + " users, "
            + registry.torrents().size()
            + " torrents, "
            + registry.clients().size()
            + " clients");
  }

  private Part databasePart() {
    String detail =
        database
            .map(watch ->
                watch.answered()
                    ? "answers"
                    : "does not answer; announces go on, what they book waits in the ring")
            .orElse("not in use");
    return new Part("database", true, detail);
  }

  private Part ringPart() {
    if (ring.isEmpty()) {
      return new Part("delta-ring", true, "not in use");
    }
    long slots = ring.get().slots();
    long depth = ring.get().depth().getAsLong();
    boolean ready = slots - depth > slots * ROOM_LEFT;
    return new Part("delta-ring", ready, depth + " of " + slots + " slots used");
  }

  private Part storePart() {
    StoreTotals totals = store.totals();
    long records = totals.seeders() + totals.leechers() + totals.dormant();
    return new Part(
        "swarm-store",
        records <= maxPeers,
        records + " peers, the silent ones included, room for " + maxPeers);
  }
}
