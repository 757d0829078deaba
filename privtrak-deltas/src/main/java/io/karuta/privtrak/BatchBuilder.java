package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.delta.UserTorrentTotal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Makes batches of what lies in the ring. Confined to the delivery thread. */
final class BatchBuilder {

  private record Key(long userNumber, long torrentNumber) {}

  private final UUID ringId;
  private final RingConsumer ring;

  BatchBuilder(UUID ringId, RingConsumer ring) {
    this.ringId = ringId;
    this.ring = ring;
  }

  /** The deltas of the given sequences, one or more, added up; empty if all are void. */
  Optional<DeltaBatch> build(long firstSequence, long lastSequence) {
    List<StatsDelta> deltas = new ArrayList<>((int) (lastSequence - firstSequence + 1));
    for (long sequence = firstSequence; sequence <= lastSequence; sequence++) {
      ring.read(sequence).ifPresent(deltas::add);
    }
    return deltas.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DeltaBatch(
                ringId,
                deltas.getFirst().sequence(),
                deltas.getLast().sequence(),
                List.copyOf(deltas),
                totals(deltas)));
  }

  static List<UserTorrentTotal> totals(List<StatsDelta> deltas) {
    SortedMap<Key, UserTorrentTotal> totals =
        new TreeMap<>(
            Comparator.comparingLong(Key::userNumber).thenComparingLong(Key::torrentNumber));
    for (StatsDelta delta : deltas) {
      if (hasNumbers(delta)) {
        totals.merge(
            new Key(delta.userNumber(), delta.torrentNumber()), of(delta), BatchBuilder::sum);
      }
    }
    return List.copyOf(totals.values());
  }

  static boolean hasNumbers(StatsDelta delta) {
    return delta.userNumber() != 0 && delta.torrentNumber() != 0;
  }

  private static UserTorrentTotal of(StatsDelta delta) {
    return new UserTorrentTotal(
        delta.userNumber(),
        delta.torrentNumber(),
        delta.uploaded(),
        delta.downloaded(),
        delta.creditedUploaded(),
        delta.creditedDownloaded(),
        delta.seedSeconds(),
        delta.leechSeconds(),
        delta.snatch() ? 1 : 0,
        delta.event() == DeltaEvent.EXPIRED ? 0 : 1,
        delta);
  }

  private static UserTorrentTotal sum(UserTorrentTotal a, UserTorrentTotal b) {
    return new UserTorrentTotal(
        a.userNumber(),
        a.torrentNumber(),
        Saturating.add(a.uploaded(), b.uploaded()),
        Saturating.add(a.downloaded(), b.downloaded()),
        Saturating.add(a.creditedUploaded(), b.creditedUploaded()),
        Saturating.add(a.creditedDownloaded(), b.creditedDownloaded()),
        a.seedSeconds() + b.seedSeconds(),
        a.leechSeconds() + b.leechSeconds(),
        a.snatches() + b.snatches(),
        a.announces() + b.announces(),
        b.last());
  }
}
