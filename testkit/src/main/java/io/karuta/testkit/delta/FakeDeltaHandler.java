package io.karuta.testkit.delta;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.delta.UserTorrentTotal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what it is given in memory, and fails when told to. Thread-safe. */
public final class FakeDeltaHandler implements DeltaHandler {

  private record Key(long userNumber, long torrentNumber) {}

  private final BlockingQueue<DeltaBatch> news = new LinkedBlockingQueue<>();
  private final BlockingQueue<DeltaBatch> refused = new LinkedBlockingQueue<>();
  private final List<StatsDelta> deltas = new ArrayList<>();
  private final Map<Key, Booked> books = new HashMap<>();
  private final Map<UUID, Long> lastSequences = new HashMap<>();
  private boolean broken;
  private boolean closed;

  /** A handler that works. */
  public FakeDeltaHandler() {}

  @Override
  public synchronized long deliveredThrough(UUID ring) throws DeltaHandlerException {
    if (broken) {
      throw new DeltaHandlerException("told to fail");
    }
    return lastSequences.getOrDefault(ring, UNKNOWN);
  }

  @Override
  public synchronized void handle(DeltaBatch batch) throws DeltaHandlerException {
    if (closed) {
      throw new IllegalStateException("a batch after the close");
    }
    if (broken) {
      refused.add(batch);
      throw new DeltaHandlerException("told to fail");
    }
    if (lastSequences.getOrDefault(batch.ring(), -1L) >= batch.lastSequence()) {
      return;
    }
    lastSequences.put(batch.ring(), batch.lastSequence());
    deltas.addAll(batch.deltas());
    for (UserTorrentTotal total : batch.totals()) {
      book(total);
    }
    news.add(batch);
  }

  private void book(UserTorrentTotal total) {
    Key key = new Key(total.userNumber(), total.torrentNumber());
    Booked before = books.getOrDefault(key, Booked.NOTHING);
    books.put(
        key,
        new Booked(
            before.uploaded() + total.uploaded(),
            before.downloaded() + total.downloaded(),
            before.snatches() + total.snatches(),
            total.last().left(),
            total.last().active()));
  }

  /** Another one that has taken the same batches, as a backup of a database. */
  public synchronized FakeDeltaHandler backup() {
    FakeDeltaHandler backup = new FakeDeltaHandler();
    backup.deltas.addAll(deltas);
    backup.books.putAll(books);
    backup.lastSequences.putAll(lastSequences);
    return backup;
  }

  /** Makes {@link #handle} fail from now on. */
  public synchronized void breakDown() {
    broken = true;
  }

  /** Makes it work again. */
  public synchronized void repair() {
    broken = false;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  /** Whether it was closed. */
  public synchronized boolean closed() {
    return closed;
  }

  /** What lasts for a user and a torrent. */
  public synchronized Booked booked(long userNumber, long torrentNumber) {
    return books.getOrDefault(new Key(userNumber, torrentNumber), Booked.NOTHING);
  }

  /** All deltas that last, in their order. */
  public synchronized List<StatsDelta> deltas() {
    return List.copyOf(deltas);
  }

  /**
   * The next batch that lasts; waits for it.
   *
   * @throws IllegalStateException if none comes in time
   */
  public DeltaBatch next(Duration timeout) throws InterruptedException {
    return poll(news, timeout);
  }

  /**
   * The next batch that it failed to take; waits for it.
   *
   * @throws IllegalStateException if none comes in time
   */
  public DeltaBatch nextRefused(Duration timeout) throws InterruptedException {
    return poll(refused, timeout);
  }

  /** The next batch that lasts, or null if none comes in time, which a test may expect. */
  public @Nullable DeltaBatch nextOrNull(Duration timeout) throws InterruptedException {
    return news.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static DeltaBatch poll(BlockingQueue<DeltaBatch> queue, Duration timeout)
      throws InterruptedException {
    DeltaBatch batch = queue.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (batch == null) {
      throw new IllegalStateException("no batch within " + timeout);
    }
    return batch;
  }
}
