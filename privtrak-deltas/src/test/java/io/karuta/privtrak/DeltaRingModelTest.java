package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.TakenChange;
import io.karuta.testkit.delta.FakeDeltaHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes that are offered, stored at once, late or never, by as many as announce at a time;
 * handlers that work or don't; stops, kills and other sizes in between: in the end one handler,
 * which knows how far it is, has each change once, another one at least once and in order, and the
 * store was told of all that it hadn't stored.
 */
@Timeout(300)
class DeltaRingModelTest {

  private static final int STEPS = 1500;

  /** Enough to deliver a whole ring, and all that a stop waits if a handler is broken. */
  private static final Duration BRIEFLY = Duration.ofMillis(100);

  /** Knows nothing of what it had before, as one that appends to a file. */
  private static final class Forgetful implements DeltaHandler {
    final List<StatsDelta> deltas = new ArrayList<>();
    boolean broken;

    @Override
    public synchronized void handle(DeltaBatch batch) throws DeltaHandlerException {
      if (broken) {
        throw new DeltaHandlerException("told to fail");
      }
      deltas.addAll(batch.deltas());
    }

    synchronized void broken(boolean now) {
      broken = now;
    }

    @Override
    public void close() {}
  }

  private final FakeDeltaHandler books = new FakeDeltaHandler();
  private final Forgetful forgetful = new Forgetful();
  private final List<PeerTransition> inFlight = new ArrayList<>();
  private final Set<Long> taken = new HashSet<>();
  private final Set<Long> stored = new HashSet<>();
  private final Set<Long> toBeRedone = new HashSet<>();
  private long next = 1;

  @RepeatedTest(5)
  void agreesWithTheModel(@TempDir Path folder) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (KilledRuns runs = new KilledRuns(folder)) {
      runs.batchInterval = Duration.ofMillis(10);
      runs.handlers.put("books", books);
      runs.handlers.put("forgetful", forgetful);
      runs.start();
      for (int step = 0; step < STEPS; step++) {
        step(runs, random);
      }
      books.repair();
      forgetful.broken(false);
      storeAll(runs);
      assertThat(runs.service().stop(KilledRuns.SOON)).as("seed %d", seed).isTrue();
      assertThatAllArrived(runs, "seed " + seed);
    }
  }

  private void step(KilledRuns runs, Random random) {
    switch (random.nextInt(100)) {
      case 0 -> {
        runs.kill();
        restart(runs, random);
      }
      case 1 -> {
        storeAll(runs);
        runs.service().stop(BRIEFLY);
        restart(runs, random);
      }
      case 2, 3 -> books.breakDown();
      case 4, 5 -> books.repair();
      case 6, 7 -> forgetful.broken(true);
      case 8, 9 -> forgetful.broken(false);
      case 10, 11, 12, 13 -> storeAll(runs);
      default -> {
        runs.clock.advanceSeconds(1);
        offer(runs);
        if (inFlight.size() > 3 || random.nextInt(3) > 0) {
          store(runs, random.nextInt(Math.max(1, inFlight.size())));
        }
      }
    }
  }

  private void restart(KilledRuns runs, Random random) {
    inFlight.forEach(change -> toBeRedone.add(uploaded(change)));
    inFlight.clear();
    runs.ringSize = List.of(64, 64, 128).get(random.nextInt(3));
    try {
      runs.start();
    } catch (DeltaRingException e) {
      assertThat(e).hasMessageContaining("room for");
      runs.ringSize = 128;
      runs.start();
    }
  }

  private static long uploaded(PeerTransition change) {
    return change.announce().request().uploaded();
  }

  private void offer(KilledRuns runs) {
    long number = next++;
    PeerTransition change = runs.offer(number);
    if (change.ticket() != PeerTransition.NO_TICKET) {
      taken.add(number);
      inFlight.add(change);
    }
  }

  private void store(KilledRuns runs, int index) {
    if (index < inFlight.size()) {
      PeerTransition change = inFlight.remove(index);
      stored.add(uploaded(change));
      runs.stored(change);
    }
  }

  private void storeAll(KilledRuns runs) {
    while (!inFlight.isEmpty()) {
      store(runs, 0);
    }
  }

  private void assertThatAllArrived(KilledRuns runs, String seed) {
    List<Long> booked = books.deltas().stream().map(StatsDelta::uploaded).toList();
    assertThat(booked).as(seed).doesNotHaveDuplicates();
    assertThat(Set.copyOf(booked)).as(seed).isEqualTo(taken);
    Map<Long, StatsDelta> bySequence = new HashMap<>();
    for (StatsDelta delta : forgetful.deltas) {
      StatsDelta before = bySequence.put(delta.sequence(), delta);
      assertThat(before == null || before.equals(delta)).as(seed).isTrue();
    }
    assertThat(bySequence.values().stream().map(StatsDelta::uploaded).collect(Collectors.toSet()))
        .as(seed)
        .isEqualTo(taken);
    assertThat(runs.redone.stream().map(TakenChange::uploaded).collect(Collectors.toSet()))
        .as(seed)
        .isEqualTo(toBeRedone);
    Set<Long> both = new HashSet<>(stored);
    both.retainAll(toBeRedone);
    assertThat(both).as(seed).isEmpty();
  }
}
