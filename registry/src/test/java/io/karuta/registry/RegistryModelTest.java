package io.karuta.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Registry.Put;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes, against maps that are obviously right. */
class RegistryModelTest {

  private static final int CHANGES = 20_000;
  private static final int KEYS = 3_000;

  private final IndexedRegistry registry =
      IndexedRegistry.load(new EmptyRegistrySource(), MetricsSink.none(), TrackerClock.system());

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void findsUsersAsMapsWould(long seed) {
    Random random = new Random(seed);
    Map<Long, User> byNumber = new HashMap<>();
    Map<String, User> byPasskey = new HashMap<>();

    for (int change = 0; change < CHANGES; change++) {
      User user =
          User.of(1 + random.nextInt(KEYS), "key" + random.nextInt(2 * KEYS), "name" + change);
      User holder = byPasskey.get(user.passkey());
      Put expected = Put.CONFLICT;
      if (holder == null || holder.number() == user.number()) {
        User previous = byNumber.put(user.number(), user);
        expected = previous == null ? Put.CREATED : Put.REPLACED;
        if (previous != null) {
          byPasskey.remove(previous.passkey());
        }
        byPasskey.put(user.passkey(), user);
      }
      assertThat(registry.put(user)).as("seed %s", seed).isEqualTo(expected);
    }

    assertThat(registry.users().size()).as("seed %s", seed).isEqualTo(byNumber.size());
    for (long number = 1; number <= KEYS; number++) {
      assertThat(registry.users().byNumber(number)).isSameAs(byNumber.get(number));
    }
    for (int i = 0; i < 2 * KEYS; i++) {
      byte[] passkey = ("key" + i).getBytes(US_ASCII);
      assertThat(registry.users().byPasskey(passkey, 0, passkey.length))
          .as("seed %s", seed)
          .isSameAs(byPasskey.get("key" + i));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void findsTorrentsAsMapsWould(long seed) {
    Random random = new Random(seed);
    Map<InfoHash, String> nameByHash = new HashMap<>();
    Map<InfoHash, Long> numberByHash = new HashMap<>();
    Map<Long, InfoHash> hashByNumber = new HashMap<>();

    for (int change = 0; change < CHANGES; change++) {
      InfoHash infoHash = new InfoHash(0, 0, random.nextInt(KEYS));
      long number = 1L + random.nextInt(2 * KEYS);
      InfoHash holder = hashByNumber.get(number);
      Put expected = Put.CONFLICT;
      if (holder == null || holder.equals(infoHash)) {
        Long previous = numberByHash.put(infoHash, number);
        expected = previous == null ? Put.CREATED : Put.REPLACED;
        if (previous != null) {
          hashByNumber.remove(previous);
        }
        hashByNumber.put(number, infoHash);
        nameByHash.put(infoHash, "name" + change);
      }
      Put found = registry.put(Torrent.of(infoHash, number, "name" + change));
      assertThat(found).as("seed %s", seed).isEqualTo(expected);
    }

    assertThat(registry.torrents().all()).as("seed %s", seed).hasSize(numberByHash.size());
    for (int i = 0; i < KEYS; i++) {
      InfoHash infoHash = new InfoHash(0, 0, i);
      Torrent torrent = registry.torrents().byInfoHash(infoHash.toBytes(), 0);
      assertThat(torrent == null ? null : torrent.name())
          .as("seed %s", seed)
          .isEqualTo(nameByHash.get(infoHash));
    }
    for (long number = 1; number <= 2 * KEYS; number++) {
      Torrent torrent = registry.torrents().byNumber(number);
      assertThat(torrent == null ? null : torrent.infoHash())
          .as("seed %s", seed)
          .isEqualTo(hashByNumber.get(number));
    }
  }
}
