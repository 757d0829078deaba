package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.store.TestAnnounce;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JournalTest {

  private static final long SEED = 4711;
  private static final int PEN_BYTES = Journal.LENGTH_BYTES / Journal.PENS;

  private final KillableStore store = new KillableStore();
  private final SplittableRandom random = new SplittableRandom(SEED);

  @BeforeEach
  void fill() {
    for (int peer = 0; peer < 40; peer++) {
      store.announce(TestAnnounce.of(peer % 3).peer(peer));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void fillWithGarbage() {
    byte[] garbage = new byte[Journal.LENGTH_BYTES];
    random.nextBytes(garbage);
    MemorySegment.copy(garbage, 0, store.journal(), ValueLayout.JAVA_BYTE, 0, garbage.length);
  }

  private void assertNothingTaken() {
    StoredPeers before = store.peers();

    assertThat(store.recover()).isZero();

    assertThat(store.peers()).as("seed %d", SEED).isEqualTo(before);
    assertThat(store.verify().problems()).isEmpty();
    // And works again.
    assertThat(store.announce(TestAnnounce.of(1).peer(99))).isTrue();
    assertThat(store.verify().records()).isEqualTo(41);
  }

  @Test
  void takesNothingOutOfGarbage() {
    fillWithGarbage();

    assertNothingTaken();
  }

  @Test
  void takesNothingOutOfGarbageThatSaysItIsToBeTaken() {
    int[] lengths = {0, -1, Integer.MIN_VALUE, 1, Layout.HEADER_BYTES, 4000, 1 << 20, 1 << 30};
    fillWithGarbage();
    for (int pen = 0; pen < Journal.PENS; pen++) {
      long offset = (long) pen * PEN_BYTES;
      store.journal().set(ValueLayout.JAVA_INT, offset + Journal.STATE, Journal.ARMED);
      store.journal().set(ValueLayout.JAVA_INT, offset + Journal.LENGTH, lengths[pen]);
    }

    assertNothingTaken();
  }

  /** A state in which one image is armed, and its pen's offset in the journal. */
  private long restoreArmed() {
    List<MapState> states =
        store.states(store -> {
          for (int peer = 40; peer < 60; peer++) {
            store.announce(TestAnnounce.of(1).peer(peer));
          }
        });
    for (MapState state : states) {
      store.restore(state);
      for (int pen = 0; pen < Journal.PENS; pen++) {
        long offset = (long) pen * PEN_BYTES;
        if (store.journal().get(ValueLayout.JAVA_INT, offset + Journal.STATE) == Journal.ARMED) {
          return offset;
        }
      }
    }
    throw new AssertionError("no block has grown");
  }

  @Test
  void takesAnImageOnce() {
    restoreArmed();

    store.recover();

    for (int pen = 0; pen < Journal.PENS; pen++) {
      long offset = (long) pen * PEN_BYTES;
      assertThat(store.journal().get(ValueLayout.JAVA_INT, offset + Journal.STATE)).isZero();
    }
    assertThat(store.verify().problems()).isEmpty();
  }

  @Test
  void takesNoImageOfWhichAnyBitIsWrong() {
    long pen = restoreArmed();
    MapState armed = store.state();
    for (int i = 0; i < 300; i++) {
      store.restore(armed);
      int length = store.journal().get(ValueLayout.JAVA_INT, pen + Journal.LENGTH);
      long wrong = pen + Journal.LENGTH + random.nextInt(Journal.IMAGE - 4 + length);
      byte flipped =
          (byte) (store.journal().get(ValueLayout.JAVA_BYTE, wrong) ^ 1 << random.nextInt(8));
      store.journal().set(ValueLayout.JAVA_BYTE, wrong, flipped);
      StoredPeers before = store.peers();

      store.recover();

      assertThat(store.peers()).as("seed %d, byte %d", SEED, wrong - pen).isEqualTo(before);
      assertThat(store.verify().problems()).isEmpty();
    }
  }
}
