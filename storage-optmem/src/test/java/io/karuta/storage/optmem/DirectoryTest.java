package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against lists that are counted through, under random blocks that come, change and go. */
final class DirectoryTest {

  private static final int SLOTS = 40;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory = arena.allocate(Layout.blockBytes(SLOTS, 0), 8);
  private final Block block = new Block(WriteWatch.NONE);
  private final KeyBuffer key = new KeyBuffer();
  private final Directory directory = new Directory(key);

  /** Of each bucket, the peers of each kind. */
  private final List<int[]> buckets = new ArrayList<>();

  @AfterEach
  void release() {
    key.release();
    arena.close();
  }

  @Test
  void agreesWithListsWithAFixedSeed() {
    compare(7);
  }

  @Test
  void agreesWithListsWithAnySeed() {
    compare(new Random().nextLong());
  }

  private void compare(long seed) {
    System.out.println("DirectoryTest seed " + seed);
    Random random = new Random(seed);
    append();
    for (int step = 0; step < 4000; step++) {
      // Waves up and down, beyond several powers of two.
      int growPercent = step / 700 % 2 == 0 ? 8 : 2;
      int choice = random.nextInt(100);
      if (choice < growPercent) {
        append();
      } else if (choice < 10 && buckets.size() > 1) {
        buckets.removeLast();
        directory.removeLast();
      } else {
        update(random);
      }
      if (step % 5 == 0) {
        for (int kind = 0; kind < Directory.KINDS; kind++) {
          assertSame(kind, random, seed);
        }
      }
    }
  }

  private void append() {
    directory.append(1000);
    buckets.add(new int[Directory.KINDS]);
  }

  private void update(Random random) {
    int bucket = random.nextInt(buckets.size());
    block.format(memory.address(), SLOTS, 0);
    int end = 0;
    for (int group = 0; group < Flags.GROUPS; group++) {
      end = Math.min(SLOTS, end + random.nextInt(6));
      block.end(group, end);
    }
    directory.update(bucket, block);
    for (int kind = 0; kind < Directory.KINDS; kind++) {
      buckets.get(bucket)[kind] = block.runEnd(kind) - block.runStart(kind);
      assertThat(directory.start(bucket, kind)).isEqualTo(block.runStart(kind));
    }
    assertThat(directory.address(bucket)).isEqualTo(memory.address());
  }

  private void assertSame(int kind, Random random, long seed) {
    assertThat(directory.buckets()).isEqualTo(buckets.size());
    List<Integer> bucketOfRank = new ArrayList<>();
    for (int bucket = 0; bucket < buckets.size(); bucket++) {
      int peers = buckets.get(bucket)[kind];
      assertThat(directory.count(bucket, kind)).as("seed %d", seed).isEqualTo(peers);
      assertThat(directory.rankOfBucket(kind, bucket))
          .as("seed %d", seed)
          .isEqualTo(bucketOfRank.size());
      for (int peer = 0; peer < peers; peer++) {
        bucketOfRank.add(bucket);
      }
    }
    assertThat(directory.total(kind)).as("seed %d", seed).isEqualTo(bucketOfRank.size());
    for (int i = 0; i < 5 && !bucketOfRank.isEmpty(); i++) {
      int rank = random.nextInt(bucketOfRank.size());
      assertThat(directory.bucketOfRank(kind, rank))
          .as("seed %d, rank %d", seed, rank)
          .isEqualTo(bucketOfRank.get(rank));
      assertThat(directory.offset()).isEqualTo(rank - bucketOfRank.indexOf(bucketOfRank.get(rank)));
    }
  }

  @Test
  void countsPeersByWhatTheyLack() {
    int partial = Flags.USED | Flags.PARTIAL_SEED;

    directory.change(0, Flags.USED);
    directory.change(0, Flags.USED | Flags.SEEDER);
    directory.change(0, partial);
    directory.change(0, Flags.USED | Flags.DORMANT);

    assertThat(directory.records()).isEqualTo(4);
    assertThat(directory.seeders()).isEqualTo(1);
    assertThat(directory.leechers()).isEqualTo(2);
    assertThat(directory.partialSeeds()).isEqualTo(1);

    directory.change(partial, partial | Flags.DORMANT);
    directory.change(Flags.USED | Flags.SEEDER, 0);

    assertThat(directory.records()).isEqualTo(3);
    assertThat(directory.seeders()).isZero();
    assertThat(directory.leechers()).isEqualTo(1);
    assertThat(directory.partialSeeds()).isZero();
  }
}
