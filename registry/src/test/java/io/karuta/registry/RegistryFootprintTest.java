package io.karuta.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.testkit.AllocationMeter;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What lookups allocate, and what an entry takes in memory. */
class RegistryFootprintTest {

  private static final int ENTRIES = 500_000;
  private static final int CALLS = 20_000;

  private final IndexedRegistry registry =
      IndexedRegistry.load(new EmptyRegistrySource(), MetricsSink.none(), TrackerClock.system());
  private final Random random = new Random(31);

  @Test
  void lookupsAllocateNothing() {
    registry.put(User.of(7, "a".repeat(32), "seven"));
    InfoHash infoHash = InfoHash.ofHex("aa".repeat(20));
    registry.put(Torrent.of(infoHash, 70, "a"));
    registry.put(new Client("-", "any"));
    registry.put(new Client("-DE2", "Deluge"));
    put(new CreditToken(7, 70, 100, 0, 0));
    byte[] passkey = "a".repeat(32).getBytes(US_ASCII);
    byte[] infoHashBytes = infoHash.toBytes();
    byte[] peerId = "-DE13F0-abcdefghijkl".getBytes(US_ASCII);
    byte[] unknown = new byte[32];

    double bytes =
        AllocationMeter.bytesPerCall(
            CALLS,
            () -> {
              boolean found =
                  registry.users().byPasskey(passkey, 0, passkey.length) != null
                      && registry.users().byPasskey(unknown, 0, unknown.length) == null
                      && registry.users().byNumber(7) != null
                      && registry.torrents().byInfoHash(infoHashBytes, 0) != null
                      && registry.torrents().byInfoHash(unknown, 0) == null
                      && registry.torrents().byNumber(70) != null
                      && registry.clients().matching(peerId) != null
                      && registry.clients().matching(unknown) == null
                      && registry.tokens().find(7, 70) != null
                      && registry.tokens().find(70, 7) == null;
              if (!found) {
                throw new AssertionError("a lookup went wrong");
              }
            });

    assertThat(bytes).isLessThan(0.01);
  }

  /** Passkeys of 32 characters, names of 12. */
  @Test
  void aUserTakesAFewHundredBytes() {
    long bytes =
        bytesPerEntry(
            i -> registry.put(User.of(i, text(32), text(12))), () -> registry.users().size());

    System.out.println("bytes per user: " + bytes);
    assertThat(bytes).isBetween(100L, 230L);
  }

  /** Names of 48 characters. */
  @Test
  void aTorrentTakesAFewHundredBytes() {
    long bytes =
        bytesPerEntry(
            i -> {
              InfoHash infoHash = new InfoHash(random.nextLong(), random.nextLong(), i);
              registry.put(Torrent.of(infoHash, i, text(48)));
            },
            () -> registry.torrents().size());

    System.out.println("bytes per torrent: " + bytes);
    assertThat(bytes).isBetween(100L, 290L);
  }

  @Test
  void aTokenTakesLessThanAHundredBytes() {
    long bytes =
        bytesPerEntry(
            i -> put(new CreditToken(1 + i % 1_000, i, 100, 0, 4_000_000_000L)),
            () -> registry.tokens().size());

    System.out.println("bytes per token: " + bytes);
    assertThat(bytes).isBetween(40L, 90L);
  }

  private void put(CreditToken token) {
    registry.apply(
        List.of(new Change.OfToken(token.userNumber(), token.torrentNumber(), Edit.put(token))),
        Mode.EACH,
        Optional.empty());
  }

  private static long bytesPerEntry(IntConsumer put, IntSupplier size) {
    long before = usedBytes();
    for (int i = 1; i <= ENTRIES; i++) {
      put.accept(i);
    }
    long after = usedBytes();
    assertThat(size.getAsInt()).isEqualTo(ENTRIES);
    return (after - before) / ENTRIES;
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private String text(int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = (char) ('a' + random.nextInt(26));
    }
    return new String(text);
  }
}
