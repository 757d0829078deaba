package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.VanillaChronicleMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Maps that outgrew their plan, with extra tiers of which some have become empty. */
final class TierGapsTest {

  private static final int EXTRA_TIERS = 6;

  @TempDir private Path folder;

  @RepeatedTest(5)
  void aRecoveryFindsWhatLiesBehindEmptyTiers() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path file = folder.resolve("map");
    Map<ByteBuffer, ByteBuffer> expected;
    List<Integer> empty = new ArrayList<>();
    try (ChronicleMap<byte[], byte[]> map =
        MapBuilder.create(new Meta(0, 0, 1, 1), file.toFile())) {
      fill(map, random);
      for (int tier = 0; tier < EXTRA_TIERS; tier++) {
        if (random.nextBoolean()) {
          clear(map, tier);
          empty.add(tier);
        }
      }
      expected = contents(map);
    }

    try (ChronicleMap<byte[], byte[]> map = MapBuilder.open(file.toFile())) {
      TierGaps.close(map);
      assertThat(TierGaps.close(map)).as("moved the second time").isZero();
    }
    try (ChronicleMap<byte[], byte[]> map = MapBuilder.recover(file.toFile())) {
      assertThat(contents(map)).as("seed %d, empty %s", seed, empty).isEqualTo(expected);
      fill(map, random);
    }
  }

  private static void fill(ChronicleMap<byte[], byte[]> map, Random random) {
    while (((VanillaChronicleMap<?, ?, ?>) map).globalMutableState().getExtraTiersInUse()
        < EXTRA_TIERS) {
      byte[] key = new byte[Layout.KEY_BYTES];
      random.nextBytes(key);
      byte[] value = new byte[1 + random.nextInt(20_000)];
      random.nextBytes(value);
      map.put(key, value);
    }
  }

  /** Removes all that lies in an extra tier. */
  private static void clear(ChronicleMap<byte[], byte[]> map, int extraTier) {
    VanillaChronicleMap<?, ?, ?> tiers = (VanillaChronicleMap<?, ?, ?>) map;
    long first = tiers.tierIndexToBaseAddr(tiers.extraTierIndexToTierIndex(extraTier));
    List<byte[]> keys = new ArrayList<>();
    SwarmMap swarms = MapBuilder.swarms(map);
    for (int segment = 0; segment < swarms.segments(); segment++) {
      swarms.forEachEntry(
          segment,
          (key, address, _) -> {
            if (address >= first && address < first + tiers.tierSize) {
              keys.add(key);
            }
          });
    }
    assertThat(keys).isNotEmpty();
    keys.forEach(map::remove);
  }

  private static Map<ByteBuffer, ByteBuffer> contents(ChronicleMap<byte[], byte[]> map) {
    Map<ByteBuffer, ByteBuffer> contents = new HashMap<>();
    map.forEach(
        (key, value) -> contents.put(ByteBuffer.wrap(key.clone()), ByteBuffer.wrap(value.clone())));
    return contents;
  }
}
