package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations of four threads, while others let peers expire and look at all swarms and
 * peers; then nothing may be wrong in any slot. The recorded run of 50 million operations is this
 * test with {@code -Dkaruta.stress.operations=50000000}.
 */
final class StoreStressTest {

  private static final int THREADS = 4;
  private static final long OPERATIONS = Long.getLong("karuta.stress.operations", 300_000);
  private static final long SEED = Long.getLong("karuta.stress.seed", 20261121);
  private static final int PEERS_PER_THREAD = 20_000;

  private final AtomicInteger second = new AtomicInteger(FakeClock.START_SECOND);
  private final AtomicBoolean running = new AtomicBoolean(true);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isWholeAfterOperationsOfAllKindsAtOnce(boolean addressCache)
      throws ExecutionException, InterruptedException {
    OptmemConfig config =
        new OptmemConfig(
            Optional.empty(),
            200_000,
            20_000,
            Duration.ofMinutes(45),
            Duration.ofMinutes(90),
            true,
            addressCache);
    try (OptmemStore store = OptmemStore.open(config, new FakeClock(), MetricsSink.none());
        ExecutorService executor = Executors.newFixedThreadPool(THREADS + 2)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        workers.add(executor.submit(() -> work(store, number, OPERATIONS / 2 / THREADS)));
      }
      Future<?> sweeper = executor.submit(() -> sweep(store));
      Future<?> visitor = executor.submit(() -> visit(store));
      for (Future<?> worker : workers) {
        worker.get();
      }
      running.set(false);
      sweeper.get();
      visitor.get();

      StoreVerification verification = store.verify();
      System.out.printf(
          "stress: seed %d, %d operations, then %d peers in %d blocks of %d swarms%n",
          SEED,
          OPERATIONS / 2,
          verification.records(),
          verification.buckets(),
          verification.swarms());
      assertThat(verification.problems()).isEmpty();
      assertThat(verification.buckets()).isGreaterThan(verification.swarms());
    }
  }

  /** Swarm 1 is everybody's and grows and shrinks by thousands; others are small or middling. */
  private static long swarm(int peer) {
    return switch (peer % 4) {
      case 0 -> 1;
      case 1 -> 2 + peer % 7;
      default -> 100 + peer % 5000;
    };
  }

  private void work(OptmemStore store, int thread, long operations) {
    SplittableRandom random = new SplittableRandom(SEED + thread);
    SwarmReply reply = new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6());
    // What the accounting doesn't take now and then is owed, and leaves columns of debts behind.
    AccountingSink sink =
        transition -> {
          boolean taken = transition.nowSecond() % 16 != 0;
          if (!taken) {
            transition.owe(1, 1, 1, 1, false);
          }
          return taken;
        };
    for (long operation = 0; operation < operations; operation++) {
      int peer = thread * PEERS_PER_THREAD + random.nextInt(PEERS_PER_THREAD);
      // Phases in which more come than go, and the other way round.
      int stops = operation * 8 / operations % 2 == 0 ? 1 : 8;
      int kind = random.nextInt(10);
      TestAnnounce announce = TestAnnounce.of(swarm(peer)).peer(peer).left(random.nextInt(2));
      if (peer % 5 == 0 && random.nextBoolean()) {
        announce.overIpv6(peer);
      }
      if (kind < stops) {
        announce.event(Event.STOPPED);
      }
      announce.at(second.get()).want(random.nextInt(3) * 25).sink(sink);
      store.announce(announce.toSwarmAnnounce(), reply);
      if (random.nextInt(200) == 0) {
        // The operations turn the clock: a lifetime passes in some 18,000 of them.
        second.addAndGet(random.nextInt(60));
      }
    }
  }

  private void sweep(OptmemStore store) {
    SplittableRandom random = new SplittableRandom(SEED - 1);
    while (running.get()) {
      boolean refuse = random.nextInt(4) == 0;
      store.expireSlice(
          second.get(),
          transition -> {
            if (refuse) {
              transition.owe(1, 1, 1, 1, false);
            }
            return !refuse;
          });
    }
  }

  private void visit(OptmemStore store) {
    SplittableRandom random = new SplittableRandom(SEED - 2);
    SwarmCounts counts = new SwarmCounts();
    while (running.get()) {
      store.forEachSwarm((_, seen) -> assertThat(seen.seeders()).isNotNegative());
      assertThat(store.peersOf(TestAnnounce.infoHash(1))).doesNotHaveDuplicates();
      store.scrape(TestAnnounce.infoHash(2).toBytes(), 0, counts);
      store.peersOf(TestAnnounce.userId(random.nextInt(100)), _ -> {});
      store.removeUser(TestAnnounce.userId(random.nextInt(100)), second.get(), AccountingSink.NONE);
      store.removeTorrent(
          TestAnnounce.infoHash(2 + random.nextInt(7)), second.get(), AccountingSink.NONE);
      store.totals();
    }
  }
}
