package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.testkit.FakeClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Many threads at once: nothing is lost, nothing counted twice. */
interface ConcurrencyContract extends StoreSubject {

  /** Threads, and so disjoint sets of peers. */
  int THREADS = 4;

  /** Work of one thread. */
  interface Work {
    void run(int thread, RandomGenerator random) throws InterruptedException;
  }

  private static void inParallel(ExecutorService executor, Work work) {
    List<Future<?>> futures = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      RandomGenerator random =
          RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom").create(4711 + thread);
      futures.add(
          executor.submit(() -> {
            work.run(number, random);
            return true;
          }));
    }
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException | InterruptedException e) {
        throw new AssertionError("a thread failed", e);
      }
    }
  }

  @Test
  default void countsExactlyUnderLoadFromManyThreads() {
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      loadAndRecount(executor, 5_000);
    }
  }

  @Test
  default void countsExactlyUnderLoadFromVirtualThreads() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      loadAndRecount(executor, 1500);
    }
  }

  private void loadAndRecount(ExecutorService executor, int rounds) {
    AtomicInteger seeders = new AtomicInteger();
    AtomicInteger leechers = new AtomicInteger();
    AtomicBoolean running = new AtomicBoolean(true);
    PeerStore store = store();
    Thread sweeper =
        Thread.ofPlatform()
            .start(() -> {
              while (running.get()) {
                store.expireSlice(FakeClock.START_SECOND + 60, new RecordingSink());
                store.totals();
              }
            });

    inParallel(
        executor,
        (thread, random) -> {
          long[] states = new long[500];
          for (int round = 0; round < rounds; round++) {
            int index = random.nextInt(states.length);
            int peer = thread * states.length + index;
            // One swarm that all threads fight for, and small ones that come and go.
            TestAnnounce announce = TestAnnounce.of(index < 400 ? 1 : index).peer(peer);
            int draw = random.nextInt(10);
            Event event = draw < 3 ? Event.STOPPED : Event.NONE;
            announce.left(draw % 2).event(event).want(draw == 9 ? 30 : 0).to(store);
            states[index] = event == Event.STOPPED ? 0 : 1 + draw % 2;
          }
          for (long state : states) {
            seeders.addAndGet(state == 1 ? 1 : 0);
            leechers.addAndGet(state == 2 ? 1 : 0);
          }
        });
    running.set(false);
    join(sweeper);

    StoreTotals totals = store.totals();
    assertThat(totals.seeders()).isEqualTo(seeders.get());
    assertThat(totals.leechers()).isEqualTo(leechers.get());
    AtomicLong recounted = new AtomicLong();
    AtomicLong swarms = new AtomicLong();
    store.forEachSwarm((infoHash, counts) -> {
      recounted.addAndGet(counts.seeders() * 1_000_000L + counts.leechers());
      swarms.incrementAndGet();
    });
    assertThat(recounted.get()).isEqualTo(totals.seeders() * 1_000_000L + totals.leechers());
    assertThat(swarms.get()).isEqualTo(totals.swarms());
    assertThat(totals.dormant()).isZero();
    assertThat(store.peersOf(TestAnnounce.infoHash(1))).doesNotHaveDuplicates();
  }

  @Test
  default void letsNoTwoFirstAnnouncesMissEachOther() {
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      for (int round = 0; round < 200; round++) {
        int swarm = round;
        AtomicInteger sum = new AtomicInteger();

        inParallel(
            executor,
            (thread, _) ->
                sum.addAndGet(TestAnnounce.of(swarm).peer(thread).to(store()).leechers()));

        // Whatever the order, one saw 1 leecher, one 2, one 3, one 4.
        assertThat(sum.get()).isEqualTo(10);
      }
    }
  }

  @Test
  default void losesNoPeerThatAnnouncesWhileItsSwarmIsSwept() {
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      for (int round = 1; round <= 20; round++) {
        int before = (round - 1) * 10 * PEER_LIFETIME_SECONDS;
        int now = round * 10 * PEER_LIFETIME_SECONDS;
        for (int peer = 0; peer < 300; peer++) {
          TestAnnounce.of(peer % 3).peer(peer).after(before).to(store());
        }

        inParallel(
            executor,
            (thread, _) -> {
              if (thread == 0) {
                sweep(now, new RecordingSink());
              } else {
                for (int peer = thread - 1; peer < 300; peer += THREADS - 1) {
                  TestAnnounce.of(peer % 3).peer(peer).after(now).to(store());
                }
              }
            });

        assertThat(store().totals()).isEqualTo(new StoreTotals(3, 0, 300, 0));
      }
    }
  }

  @Test
  default void closesUnderLoad() {
    PeerStore closing = another(100_000);
    AtomicInteger refused = new AtomicInteger();
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      inParallel(
          executor,
          (thread, random) -> {
            for (int round = 0; ; round++) {
              try {
                TestAnnounce.of(random.nextInt(9)).peer(random.nextInt(999)).want(9).to(closing);
              } catch (IllegalStateException e) {
                refused.incrementAndGet();
                return;
              }
              if (thread == 0 && round == 500) {
                closing.close();
              }
            }
          });
    }

    assertThat(refused.get()).isEqualTo(THREADS);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
