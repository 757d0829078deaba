package io.karuta.testkit.delta;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.delta.UserTorrentTotal;
import io.karuta.testkit.FakeClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A batch spelled out delta by delta: {@code new TestBatch(ring, 0).add(1, 2, 300, 0).build()}.
 * Each delta is one second later than the one before; the torrent of number n has n leechers and no
 * seeder. Confined to one thread.
 */
public final class TestBatch {

  private final UUID ring;
  private final long firstSequence;
  private final List<StatsDelta> deltas = new ArrayList<>();

  /** A batch without deltas yet. */
  public TestBatch(UUID ring, long firstSequence) {
    this.ring = ring;
    this.firstSequence = firstSequence;
  }

  /** A regular announce of a leecher that moved so many bytes, credited as they are. */
  public TestBatch add(long user, long torrent, long uploaded, long downloaded) {
    return add(user, torrent, DeltaEvent.NONE, uploaded, downloaded, 1000, false);
  }

  /** Any delta; without numbers if user or torrent are 0. */
  public TestBatch add(
      long user,
      long torrent,
      DeltaEvent event,
      long uploaded,
      long downloaded,
      long left,
      boolean snatch) {
    long sequence = firstSequence + deltas.size();
    deltas.add(
        new StatsDelta(
            sequence,
            FakeClock.START_SECOND + (int) sequence,
            new UserId(0, user),
            user,
            new InfoHash(0, 0, (int) torrent),
            torrent,
            new PeerId(0, user, 0),
            List.of(),
            "Client/1",
            "Client/1.2.3",
            event,
            uploaded,
            downloaded,
            uploaded,
            downloaded,
            0,
            left,
            uploaded,
            downloaded,
            left == 0 ? 60 : 0,
            left == 0 ? 0 : 60,
            snatch,
            0,
            0,
            0,
            (int) torrent));
    return this;
  }

  /** The batch. */
  public DeltaBatch build() {
    return new DeltaBatch(
        ring,
        firstSequence,
        firstSequence + deltas.size() - 1,
        List.copyOf(deltas),
        totals(deltas));
  }

  /** Deltas with numbers added up per user and torrent, sorted by user, then torrent. */
  public static List<UserTorrentTotal> totals(List<StatsDelta> deltas) {
    Map<List<Long>, List<StatsDelta>> byKey = new LinkedHashMap<>();
    for (StatsDelta delta : deltas) {
      if (delta.userNumber() != 0 && delta.torrentNumber() != 0) {
        byKey
            .computeIfAbsent(
                List.of(delta.userNumber(), delta.torrentNumber()), _ -> new ArrayList<>())
            .add(delta);
      }
    }
    return byKey.values().stream()
        .map(TestBatch::total)
        .sorted(
            Comparator.comparingLong(UserTorrentTotal::userNumber)
                .thenComparingLong(UserTorrentTotal::torrentNumber))
        .toList();
  }

  private static UserTorrentTotal total(List<StatsDelta> deltas) {
    StatsDelta last = deltas.getLast();
    return new UserTorrentTotal(
        last.userNumber(),
        last.torrentNumber(),
        deltas.stream().mapToLong(StatsDelta::uploaded).sum(),
        deltas.stream().mapToLong(StatsDelta::downloaded).sum(),
        deltas.stream().mapToLong(StatsDelta::creditedUploaded).sum(),
        deltas.stream().mapToLong(StatsDelta::creditedDownloaded).sum(),
        deltas.stream().mapToLong(StatsDelta::seedSeconds).sum(),
        deltas.stream().mapToLong(StatsDelta::leechSeconds).sum(),
        (int) deltas.stream().filter(StatsDelta::snatch).count(),
        (int) deltas.stream().filter(delta -> delta.event() != DeltaEvent.EXPIRED).count(),
        last);
  }
}
