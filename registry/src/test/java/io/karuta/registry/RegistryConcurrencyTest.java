package io.karuta.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.Torrent.Status;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that are taken all the time are found all the time, whatever is written meanwhile. */
class RegistryConcurrencyTest {

  private static final int LASTING = 50;
  private static final int READERS = 3;
  private static final int WRITES = 60_000;
  private static final int PASSING = 30;
  private static final int TURNS = 10_000;

  private final IndexedRegistry registry =
      IndexedRegistry.load(new EmptyRegistrySource(), MetricsSink.none(), TrackerClock.system());
  private final AtomicBoolean written = new AtomicBoolean();

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void noReaderMissesALastingEntry() throws Exception {
    for (int i = 1; i <= LASTING; i++) {
      registry.put(lastingUser(i, 0));
      registry.put(lastingTorrent(i, 0));
    }
    registry.put(new Client("-DE", "Deluge"));

    readWhile(this::write, this::readLasting);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void noReaderMissesAKeyThatPassesToAnotherEntry() throws Exception {
    registry.apply(passedOn(0), Mode.ALL_OR_NOTHING, Optional.empty());

    readWhile(
        () -> {
          for (int turn = 1; turn <= TURNS; turn++) {
            List<Outcome> outcomes =
                registry.apply(passedOn(turn), Mode.ALL_OR_NOTHING, Optional.empty());
            assertThat(outcomes).noneMatch(Outcome::isFailure);
          }
        },
        this::readPassedOn);
  }

  private void readWhile(Runnable writing, Runnable round) throws Exception {
    CountDownLatch reading = new CountDownLatch(READERS);
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(() -> readUntilWritten(reading, round)));
      }
      reading.await();
      try {
        writing.run();
      } finally {
        written.set(true);
      }
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
  }

  private long readUntilWritten(CountDownLatch reading, Runnable round) {
    long rounds = 0;
    while (!written.get()) {
      round.run();
      rounds++;
      reading.countDown();
    }
    return rounds;
  }

  /** Everybody gets the passkey of the next one, and every torrent the number of the next one. */
  private static List<Change> passedOn(int turn) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < PASSING; i++) {
      int next = (i + turn) % PASSING;
      User user =
          new User(1 + i, "passing" + next, "named" + next, true, true, 100 + next, 1000 - next);
      changes.add(new Change.OfUser(user.number(), Edit.put(user)));
      InfoHash infoHash = new InfoHash(2, 0, i);
      Torrent torrent =
          Torrent.of(infoHash, 1 + next, "" + next, Status.ACTIVE, "", next, 1000 - next, 0);
      changes.add(new Change.OfTorrent(infoHash, Edit.put(torrent)));
    }
    // One entry goes and another one takes all its keys, back and forth.
    boolean even = turn % 2 == 0;
    changes.add(new Change.OfUser(even ? 5_001 : 5_000, _ -> Decision.remove()));
    User taker = User.of(even ? 5_000 : 5_001, "taken", "taker");
    changes.add(new Change.OfUser(taker.number(), Edit.put(taker)));
    changes.add(new Change.OfTorrent(new InfoHash(3, 0, even ? 1 : 0), _ -> Decision.remove()));
    InfoHash infoHash = new InfoHash(3, 0, even ? 0 : 1);
    changes.add(new Change.OfTorrent(infoHash, Edit.put(Torrent.of(infoHash, 5_000, "taker"))));
    return changes;
  }

  private void readPassedOn() {
    for (int i = 0; i < PASSING; i++) {
      byte[] passkey = ("passing" + i).getBytes(US_ASCII);
      User user = registry.users().byPasskey(passkey, 0, passkey.length);
      assertThat(user).isNotNull();
      assertThat(user.name()).isEqualTo("named" + i);
      assertThat(user.uploadPercent()).isEqualTo(100 + i);
      assertThat(user.downloadPercent()).isEqualTo(1000 - i);
      assertThat(registry.users().byNumber(1 + i)).isNotNull();
      Torrent torrent = registry.torrents().byNumber(1 + i);
      assertThat(torrent).isNotNull();
      assertThat(torrent.uploadPercent()).isEqualTo(i);
      assertThat(torrent.downloadPercent()).isEqualTo(1000 - i);
      assertThat(registry.torrents().byInfoHash(new InfoHash(2, 0, i).toBytes(), 0)).isNotNull();
    }
    assertThat(registry.users().byPasskey("taken".getBytes(US_ASCII), 0, 5)).isNotNull();
    assertThat(registry.torrents().byNumber(5_000)).isNotNull();
  }

  /** Grows the tables, replaces lasting entries and moves one user from passkey to passkey. */
  private void write() {
    for (int i = 0; i < WRITES; i++) {
      int lasting = 1 + i % LASTING;
      switch (i % 5) {
        case 0 -> registry.put(lastingUser(lasting, i));
        case 1 -> registry.put(lastingTorrent(lasting, i));
        case 2 -> registry.put(User.of(1_000_000, "moving" + i, ""));
        case 3 -> registry.put(Torrent.of(new InfoHash(1, 0, i), 1_000 + i, ""));
        default -> {
          registry.put(User.of(1_000 + i, "key" + i, ""));
          registry.put(new Client("-X" + i % 97, ""));
        }
      }
    }
  }

  private void readLasting() {
    for (int i = 1; i <= LASTING; i++) {
      byte[] passkey = lastingUser(i, 0).passkey().getBytes(US_ASCII);
      assertThat(registry.users().byPasskey(passkey, 0, passkey.length)).isNotNull();
      assertThat(registry.users().byNumber(i)).isNotNull();
      byte[] infoHash = lastingTorrent(i, 0).infoHash().toBytes();
      assertThat(registry.torrents().byInfoHash(infoHash, 0)).isNotNull();
      assertThat(registry.torrents().byNumber(i)).isNotNull();
    }
    assertThat(registry.clients().matching("-DE203s-abcdefghijkl".getBytes(US_ASCII))).isNotNull();
  }

  private static User lastingUser(int number, int version) {
    return User.of(number, "lasting" + number, "version" + version);
  }

  private static Torrent lastingTorrent(int number, int version) {
    return Torrent.of(new InfoHash(0, 0, number), number, "version" + version);
  }
}
