package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.PeerList;
import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random calls, against a set that remembers their order. */
final class ListingTest {

  private static final int SLOTS = 400;
  private static final int LISTS = 2_000;

  private final Arena arena = Arena.ofConfined();
  private final Block block = new Block(WriteWatch.NONE);
  private final PeerRecord record = new PeerRecord(block);
  private final Listing listing = new Listing();

  @AfterEach
  void close() {
    arena.close();
  }

  private void fill(Random random, int endpoints) {
    int lengthBytes = Layout.blockBytes(SLOTS, Layout.IPV6_COLUMN);
    block.format(arena.allocate(lengthBytes, 8).address(), SLOTS, Layout.IPV6_COLUMN);
    for (int slot = 0; slot < SLOTS; slot++) {
      int number = random.nextInt(endpoints);
      record.set(slot);
      // Some differ in the port alone, some in a part of the address alone.
      record.ipv4(0x0a000000 + number / 3, 1000 + number % 3);
      record.ipv6(0x2001_0db8_0000_0000L + number / 30, number / 3 % 10, 1000 + number % 3);
    }
  }

  private Endpoint endpoint(int slot, boolean ipv6) {
    PeerList single = ipv6 ? PeerList.ofIpv6() : PeerList.ofIpv4();
    record.set(slot);
    record.list(ipv6, single);
    return single.toEndpoints().getFirst();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void listsEachEndpointOnceInTheOrderOfTheCallsWithoutTheBarredOne(boolean ipv6) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    PeerList into = ipv6 ? PeerList.ofIpv6() : PeerList.ofIpv4();
    for (int list = 0; list < LISTS; list++) {
      if (list % 200 == 0) {
        fill(random, 1 << (3 + random.nextInt(12)));
      }
      into.clear();
      listing.begin(into, ipv6);
      Set<Endpoint> barred = new HashSet<>();
      if (random.nextBoolean()) {
        int slot = random.nextInt(SLOTS);
        listing.bar(block, slot);
        barred.add(endpoint(slot, ipv6));
      }
      Set<Endpoint> expected = new LinkedHashSet<>();
      for (int call = random.nextInt(5); call >= 0; call--) {
        int before = expected.size();
        int first = random.nextInt(SLOTS);
        int[] numbers = IntStream.range(0, random.nextInt(SLOTS - first + 1)).toArray();
        int added;
        if (random.nextBoolean()) {
          added = listing.addNeighbours(block, first, numbers.length);
        } else {
          shuffle(numbers, random);
          added = listing.addAll(block, first, numbers, numbers.length);
        }
        for (int number : numbers) {
          Endpoint endpoint = endpoint(first + number, ipv6);
          if (!barred.contains(endpoint)) {
            expected.add(endpoint);
          }
        }
        assertThat(added).as("seed %d, list %d", seed, list).isEqualTo(expected.size() - before);
      }

      assertThat(into.toEndpoints())
          .as("seed %d, list %d", seed, list)
          .containsExactlyElementsOf(expected);
    }
  }

  private static void shuffle(int[] numbers, Random random) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int number = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = number;
    }
  }

  @Test
  void saysOfASinglePeerWhetherItIsNew() {
    fill(new Random(1), 1);
    PeerList into = PeerList.ofIpv4();
    listing.begin(into, false);

    assertThat(listing.add(block, 7)).isTrue();
    assertThat(listing.add(block, 8)).isFalse();
    assertThat(into.size()).isEqualTo(1);
  }
}
