package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.testkit.store.TestAnnounce;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A map that was planned for a few peers, and gets as many as Chronicle has any room for. */
final class FullMapTest {

  private static final long SEED = 99;
  private static final int PEERS = 20_000;

  /** Takes nothing: everybody owes. */
  private static final AccountingSink REFUSING =
      transition -> {
        transition.owe(1, 2, 3, 4, false);
        return false;
      };

  private final KillableStore store = new KillableStore(10, 10);
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final BitSet stored = new BitSet();

  @AfterEach
  void close() {
    store.close();
  }

  /** Every third is in a swarm of a dozen, the others in large ones. */
  private static TestAnnounce peer(int number) {
    int swarm = number % 3 == 0 ? 100 + number / 36 : number % 7;
    return TestAnnounce.of(swarm).peer(number).overIpv6(number).left(number % 2).sink(REFUSING);
  }

  private void fill() {
    for (int number = 0; number < PEERS; number++) {
      stored.set(number, store.announce(peer(number)));
    }
    assertThat(stored.cardinality()).isBetween(PEERS / 4, PEERS - 500);
  }

  private void assertExactlyTheStored() {
    assertThat(store.verify().problems()).as("seed %d", SEED).isEmpty();
    assertThat(store.peers().peers()).hasSize(stored.cardinality());
  }

  @Test
  void losesNobodyAndTakesNobodyTwice() {
    fill();
    assertExactlyTheStored();
    StoredPeers before = store.peers();

    for (int number = 0; number < PEERS; number += 5) {
      if (!stored.get(number)) {
        stored.set(number, store.announce(peer(number)));
      }
    }

    assertExactlyTheStored();
    assertThat(store.peers().peers()).containsAllEntriesOf(before.peers());
  }

  @Test
  void goesOnWithThosePeersThatItHas() {
    fill();

    for (int number : stored.stream().toArray()) {
      TestAnnounce announce = peer(number).left(random.nextInt(2)).after(60);
      switch (random.nextInt(6)) {
        case 0 -> announce.overIpv4(number);
        case 1 -> announce.hidden();
        case 2 -> {
          announce.event(Event.STOPPED).sink(AccountingSink.NONE);
          stored.clear(number);
        }
        default -> {}
      }
      assertThat(store.announce(announce)).isTrue();
    }

    assertExactlyTheStored();
    int left = stored.cardinality();
    for (int number = 0; number < PEERS; number++) {
      if (!stored.get(number)) {
        stored.set(number, store.announce(peer(number)));
      }
    }
    assertThat(stored.cardinality()).isGreaterThan(left);
    assertExactlyTheStored();
  }

  @Test
  void isRightAfterAKillAtAnyWriteOfWhatFoundNoRoom() {
    fill();
    StoredPeers before = store.peers();
    for (int kills = 0; kills < 12; kills++) {
      TestAnnounce announce = peer(stored.nextClearBit(random.nextInt(PEERS / 2)));
      int writes = store.writes(store -> assertThat(store.announce(announce)).isFalse());

      assertThat(store.kill(store -> store.announce(announce), random.nextInt(writes))).isTrue();
      store.recover();

      assertExactlyTheStored();
      assertThat(store.peers()).as("seed %d", SEED).isEqualTo(before);
    }
  }
}
