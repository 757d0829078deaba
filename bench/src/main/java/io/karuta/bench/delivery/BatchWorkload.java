package io.karuta.bench.delivery;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.testkit.delta.TestBatch;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Batches of {@link #ROWS} deltas of as many pairs of a user and a torrent, the same for the same
 * seed. Confined to one thread.
 */
final class BatchWorkload {

  static final int ROWS = 2000;
  static final int USERS = 20_000;
  static final int TORRENTS = 5_000;

  private final Random random;
  private final UUID ring = UUID.randomUUID();
  private long nextSequence;

  BatchWorkload(long seed) {
    random = new Random(seed);
  }

  DeltaBatch next() {
    TestBatch batch = new TestBatch(ring, nextSequence);
    Set<Long> pairs = new HashSet<>();
    while (pairs.size() < ROWS) {
      long user = 1L + random.nextInt(USERS);
      long torrent = 1L + random.nextInt(TORRENTS);
      if (pairs.add(user * TORRENTS + torrent)) {
        batch.add(user, torrent, random.nextInt(1 << 30), random.nextInt(1 << 30));
      }
    }
    nextSequence += ROWS;
    return batch.build();
  }
}
