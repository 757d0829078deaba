package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process of its own that announces from several threads until it is ended from outside. Each
 * thread writes down what it is about to do and what was done, so that whoever ends the process
 * knows what must be in the file: {@code LoadedProcess <folder> <seed>}.
 */
final class LoadedProcess {

  static final int THREADS = 4;
  static final int PEERS_PER_THREAD = 2000;

  /** States of a peer in the notes; an intent goes before each. */
  static final int GONE = 0;

  static final int SEEDER = 1;
  static final int LEECHER = 2;
  static final int INTENT = 3;

  static final int NOTE_BYTES = 8;

  private static final int OPERATIONS_BEFORE_READY = 10_000;

  /** Peers that nobody writes down, and that the sweep takes. */
  private static final int SILENT_SWARM = 1_000_000;

  private static final int DORMANT_DAYS = 21;

  /** Operations of a thread while swarms grow, then while they shrink, and so on. */
  private static final int WAVE = 1500;

  /** Takes nothing: the peer owes. */
  private static final AccountingSink REFUSING =
      transition -> {
        transition.owe(1, 2, 3, 4, transition.snatch());
        return false;
      };

  private static final AtomicBoolean STOPPING = new AtomicBoolean();

  private LoadedProcess() {}

  static OptmemConfig config(Path folder) {
    return new OptmemConfig(
        Optional.of(folder.resolve("swarms")),
        20_000,
        20_000,
        Duration.ofMinutes(45),
        Duration.ofDays(DORMANT_DAYS));
  }

  static Path notes(Path folder, int thread) {
    return folder.resolve("notes-" + thread);
  }

  /** Half of the peers share one swarm, the others are two or so in one. */
  static int swarm(int peer) {
    return peer % 2 == 0 ? 1 : 2 + peer % 1777;
  }

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    OptmemStore store = OptmemStore.open(config(folder), new FakeClock(), MetricsSink.none());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS + 2);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(threads, store)));
    AtomicLong operations = new AtomicLong();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      threads.execute(() -> announce(store, notes(folder, number), number, seed, operations));
    }
    threads.execute(() -> {
      while (!STOPPING.get()) {
        store.expireSlice(FakeClock.START_SECOND + 60, AccountingSink.NONE);
      }
    });
    threads.execute(() -> iterate(store, seed));
  }

  /** Lets swarms of peers come that are due for the sweep at once, and looks at all others. */
  private static void iterate(OptmemStore store, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    while (!STOPPING.get()) {
      for (int peer = 0; peer < 300; peer++) {
        int silentSeconds = random.nextBoolean() ? 3000 : DORMANT_DAYS * 24 * 3600;
        TestAnnounce.of(SILENT_SWARM).peer(peer).after(-silentSeconds).to(store);
      }
      store.peersOf(TestAnnounce.infoHash(1));
      store.forEachSwarm((_, _) -> {});
      if (random.nextInt(4) == 0) {
        store.removeTorrent(
            TestAnnounce.infoHash(SILENT_SWARM), FakeClock.START_SECOND, AccountingSink.NONE);
      }
    }
  }

  private static void stop(ExecutorService threads, OptmemStore store) {
    STOPPING.set(true);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
        System.out.println("threads go on");
      }
    } catch (InterruptedException e) {
      System.out.println("interrupted");
    }
    store.close();
    System.out.println("closed");
  }

  private static void announce(
      OptmemStore store, Path notes, int thread, long seed, AtomicLong operations) {
    SplittableRandom random = new SplittableRandom(seed + thread);
    try (FileChannel channel =
        FileChannel.open(notes, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(channel.size());
      ByteBuffer note = ByteBuffer.allocateDirect(NOTE_BYTES);
      int done = 0;
      while (!STOPPING.get()) {
        int peer = thread * PEERS_PER_THREAD + random.nextInt(PEERS_PER_THREAD);
        boolean gone = random.nextInt(10) < (done++ / WAVE % 2 == 0 ? 1 : 7);
        int state = gone ? GONE : random.nextBoolean() ? SEEDER : LEECHER;
        write(channel, note, peer, INTENT);
        announce(peer, state, random).to(store);
        write(channel, note, peer, state);
        if (operations.incrementAndGet() == OPERATIONS_BEFORE_READY) {
          System.out.println("ready");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestAnnounce announce(int peer, int state, SplittableRandom random) {
    TestAnnounce announce =
        TestAnnounce.of(swarm(peer))
            .peer(peer)
            .left(state == SEEDER ? 0 : 5)
            .event(state == GONE ? Event.STOPPED : Event.NONE)
            .want(random.nextInt(10) == 0 ? 30 : 0);
    if (peer % 5 == 0) {
      announce.address().ipv6(0x20010db800000000L, peer);
    }
    if (state != GONE && random.nextInt(20) == 0) {
      announce.sink(REFUSING);
    }
    return announce;
  }

  private static void write(FileChannel channel, ByteBuffer note, int peer, int state)
      throws IOException {
    note.clear();
    note.putInt(peer).putInt(state).flip();
    while (note.hasRemaining()) {
      channel.write(note);
    }
  }
}
