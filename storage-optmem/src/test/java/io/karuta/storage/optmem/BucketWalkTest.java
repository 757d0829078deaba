package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks through tags whose buckets are split and merged, and which come and go, on the way. */
final class BucketWalkTest {

  private static final int WALKS = 300;

  @Test
  void meetsWhoeverStaysOnceWithAFixedSeed() {
    walk(3);
  }

  @Test
  void meetsWhoeverStaysOnceWithAnySeed() {
    walk(new Random().nextLong());
  }

  private static void walk(long seed) {
    System.out.println("BucketWalkTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < WALKS; i++) {
      walkOnce(random, seed);
    }
  }

  private static void walkOnce(Random random, long seed) {
    Set<Long> there = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      there.add(random.nextLong());
    }
    Set<Long> staying = new HashSet<>(there);
    Set<Long> met = new HashSet<>();
    int buckets = 1 + random.nextInt(20);
    int steps = 0;
    BucketWalk walk = new BucketWalk();
    while (!walk.done()) {
      int bucket = walk.bucket(buckets);
      assertThat(bucket).isBetween(0, buckets - 1);
      for (long tag : there) {
        if (Layout.bucketOf(tag, buckets) == bucket && walk.isNew(tag)) {
          assertThat(met.add(tag)).as("seed %d: met twice", seed).isTrue();
        }
      }
      walk.advance(buckets);
      steps++;

      // As much as a lock given up in between allows.
      buckets = Math.max(1, buckets + random.nextInt(7) - 3);
      long goes = there.iterator().next();
      there.remove(goes);
      staying.remove(goes);
      there.add(random.nextLong());
    }
    assertThat(met).as("seed %d", seed).containsAll(staying);
    assertThat(steps).isLessThan(2000);
  }

  @Test
  void goesThroughEachBucketOnceIfNothingChanges() {
    for (int buckets = 1; buckets <= 130; buckets++) {
      Set<Integer> seen = new HashSet<>();
      BucketWalk walk = new BucketWalk();
      while (!walk.done()) {
        assertThat(seen.add(walk.bucket(buckets))).as("of %d buckets", buckets).isTrue();
        walk.advance(buckets);
      }
      assertThat(seen).hasSize(buckets);
    }
  }
}
