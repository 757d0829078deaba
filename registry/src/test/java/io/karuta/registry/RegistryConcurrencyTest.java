package io.karuta.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Entries that are there all the time are found all the time, whatever is written meanwhile. */
class RegistryConcurrencyTest {

  private static final int LASTING = 50;
  private static final int READERS = 3;
  private static final int WRITES = 60_000;

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
    CountDownLatch reading = new CountDownLatch(READERS);

    try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(() -> readUntilWritten(reading)));
      }
      reading.await();
      try {
        write();
      } finally {
        written.set(true);
      }

      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
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

  private long readUntilWritten(CountDownLatch reading) {
    long rounds = 0;
    while (!written.get()) {
      for (int i = 1; i <= LASTING; i++) {
        byte[] passkey = lastingUser(i, 0).passkey().getBytes(US_ASCII);
        assertThat(registry.users().byPasskey(passkey, 0, passkey.length)).isNotNull();
        assertThat(registry.users().byNumber(i)).isNotNull();
        byte[] infoHash = lastingTorrent(i, 0).infoHash().toBytes();
        assertThat(registry.torrents().byInfoHash(infoHash, 0)).isNotNull();
        assertThat(registry.torrents().byNumber(i)).isNotNull();
      }
      assertThat(registry.clients().matching("-DE203s-abcdefghijkl".getBytes(US_ASCII)))
          .isNotNull();
      rounds++;
      reading.countDown();
    }
    return rounds;
  }

  private static User lastingUser(int number, int version) {
    return User.of(number, "lasting" + number, "version" + version);
  }

  private static Torrent lastingTorrent(int number, int version) {
    return Torrent.of(new InfoHash(0, 0, number), number, "version" + version);
  }
}
