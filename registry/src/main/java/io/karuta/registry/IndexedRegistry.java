package io.karuta.registry;

import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.registry.Write;
import io.karuta.pipeline.registry.Writes;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The registry: everything that a source knows, in memory. Thread-safe; reads never wait, changes
 * take turns and may wait for the source.
 *
 * <p>A call is decided against the indexes, saved to the source and then written to the indexes, in
 * this order. So nothing is announced against that the source does not hold, and a source that
 * fails changes nothing here.
 */
public final class IndexedRegistry implements Registry, AutoCloseable {

  private static final int PURGE_SECONDS = 60 * 60;

  private final RegistrySource source;
  private final TrackerClock clock;
  private final Indexes indexes = Indexes.create();
  private final Saves saves;
  private final RequestNotes notes;
  private final SourceAccounts accounts;
  // Held by whoever writes to the source or an index.
  private final ReentrantLock writeLock = new ReentrantLock();
  // Guarded by the write lock.
  private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
  // When what has expired was last cleared away. Guarded by the write lock.
  private long purgedSecond;

  private IndexedRegistry(RegistrySource source, TrackerClock clock) {
    this.source = source;
    this.clock = clock;
    saves = new Saves(source, indexes);
    notes = new RequestNotes(source, clock);
    accounts = new SourceAccounts(source, notes, writeLock);
  }

  /**
   * A registry of all that the source has, on which it writes through. Entries that can't be
   * understood, or that share a unique key with an earlier one, are left out; each is logged, the
   * passkey aside, and counted as {@code registry-rejected-entries}.
   *
   * @param source belongs to the registry from now on
   * @throws io.karuta.pipeline.registry.RegistryException if the source fails; then there is no
   *     registry to go on with
   */
  public static IndexedRegistry load(
      RegistrySource source, MetricsSink metrics, TrackerClock clock) {
    IndexedRegistry registry = new IndexedRegistry(source, clock);
    RejectedLog rejected =
        new RejectedLog(
            metrics.counter(
                "registry-rejected-entries",
                "entries of the source that were left out because they can't be understood"));
    registry.writeLock.lock();
    try {
      new Loading(registry.indexes, rejected).from(source);
    } finally {
      registry.writeLock.unlock();
    }
    rejected.logTotal();
    metrics.gauge("registry-users", "users that the tracker knows", registry.users()::size);
    metrics.gauge(
        "registry-torrents", "torrents that the tracker knows", registry.torrents()::size);
    metrics.gauge("registry-clients", "client prefixes on the whitelist", registry.clients()::size);
    metrics.gauge("registry-tokens", "tokens of users for torrents", registry.tokens()::size);
    return registry;
  }

  @Override
  public long changes() {
    return indexes.changes().get();
  }

  @Override
  public Users users() {
    return indexes.users();
  }

  @Override
  public Torrents torrents() {
    return indexes.torrents();
  }

  @Override
  public Clients clients() {
    return indexes.clients();
  }

  @Override
  public Tokens tokens() {
    return indexes.tokens();
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public List<Outcome> apply(List<Change> changes, Mode mode, Optional<RequestKey> key) {
    writeLock.lock();
    try {
      saves.settle();
      Optional<List<Outcome>> before = key.flatMap(notes::outcomesOf);
      if (before.isPresent()) {
        return before.get();
      }
      purgeIfDue();
      return decideAndWrite(changes, mode, key);
    } finally {
      writeLock.unlock();
    }
  }

  private void purgeIfDue() {
    long nowSecond = Integer.toUnsignedLong(clock.nowSecond());
    if (nowSecond - purgedSecond < PURGE_SECONDS) {
      return;
    }
    source.purge(nowSecond - RequestKey.LIFETIME_SECONDS, nowSecond);
    List<Write<CreditToken>> expired = new ArrayList<>();
    tokens()
        .forEach(token -> {
          if (!token.countsAt(nowSecond)) {
            expired.add(new Write<>(token, null, false));
          }
        });
    indexes.tokens().write(expired);
    purgedSecond = nowSecond;
  }

  private List<Outcome> decideAndWrite(List<Change> changes, Mode mode, Optional<RequestKey> key) {
    Batch batch = new Batch(indexes, mode);
    List<Outcome> outcomes = batch.decide(changes);
    if (mode == Mode.ALL_OR_NOTHING && outcomes.stream().anyMatch(Outcome::isFailure)) {
      return outcomes.stream()
          .map(outcome -> outcome.isFailure() ? outcome : Outcome.NOT_APPLIED)
          .toList();
    }
    Writes writes = batch.writes(key.map(name -> notes.note(name, outcomes)), random.nextLong());
    if (!writes.isEmpty()) {
      saves.save(writes);
    }
    return outcomes;
  }

  /** Closes the source after the write in progress has ended; lookups go on working. */
  @Override
  public void close() {
    writeLock.lock();
    try {
      source.close();
    } finally {
      writeLock.unlock();
    }
  }
}
