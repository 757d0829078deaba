package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.UserTorrentTotal;
import io.karuta.testkit.delta.TestBatch;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {

  private final TestBatch batch = new TestBatch(UUID.randomUUID(), 0);

  @Test
  void addsUpPerUserAndTorrentSortedByNumbers() {
    DeltaBatch built =
        batch
            .add(2, 1, 1, 1)
            .add(1, 20, 2, 2)
            .add(1, 3, 4, 4)
            .add(2, 1, DeltaEvent.EXPIRED, 8, 8, 0, false)
            .build();

    assertThat(BatchBuilder.totals(built.deltas()))
        .extracting(UserTorrentTotal::userNumber, UserTorrentTotal::torrentNumber)
        .containsExactly(tuple(1L, 3L), tuple(1L, 20L), tuple(2L, 1L));
    UserTorrentTotal last = BatchBuilder.totals(built.deltas()).getLast();
    assertThat(last.uploaded()).isEqualTo(9);
    assertThat(last.announces()).isEqualTo(1);
    assertThat(last.last().event()).isEqualTo(DeltaEvent.EXPIRED);
  }

  @Test
  void agreesWithTheNaiveTotals() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      batch.add(
          random.nextInt(5),
          random.nextInt(5),
          random.nextBoolean() ? DeltaEvent.EXPIRED : DeltaEvent.NONE,
          random.nextInt(1000),
          random.nextInt(1000),
          random.nextInt(2),
          random.nextBoolean());
    }
    DeltaBatch built = batch.build();

    assertThat(BatchBuilder.totals(built.deltas())).as("seed %d", seed).isEqualTo(built.totals());
  }

  @Test
  void stopsAtTheLargestNumber() {
    DeltaBatch built = batch.add(1, 1, Long.MAX_VALUE, 0).add(1, 1, 1, 0).build();

    assertThat(BatchBuilder.totals(built.deltas()).getFirst().uploaded()).isEqualTo(Long.MAX_VALUE);
  }
}
