package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With assertions on, as tests run; a tracker has none of these checks. */
final class RegionTest {

  private static final int LENGTH = 24;

  /** Around the region, so that a missing check is not a crash. */
  private static final int MARGIN = 64;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory = arena.allocate(LENGTH + 2 * MARGIN, 8);
  private final Region region = new Region(WriteWatch.NONE);

  @BeforeEach
  void point() {
    region.set(memory.address() + MARGIN, LENGTH);
  }

  @AfterEach
  void leaveTheRestAlone() {
    for (int i = 0; i < MARGIN; i++) {
      assertThat(memory.get(ValueLayout.JAVA_BYTE, i)).isZero();
      assertThat(memory.get(ValueLayout.JAVA_BYTE, MARGIN + LENGTH + i)).isZero();
    }
    arena.close();
  }

  private static void assertBounds(int sizeBytes, IntConsumer access) {
    access.accept(0);
    access.accept(LENGTH - sizeBytes);
    for (int offset : new int[] {-1, LENGTH - sizeBytes + 1, LENGTH, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> access.accept(offset))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("offset " + offset + " + " + sizeBytes);
    }
  }

  @Test
  void refusesReadsBeyondItsBounds() {
    assertBounds(8, region::longAt);
    assertBounds(4, region::intAt);
    assertBounds(2, region::unsignedShortAt);
    assertBounds(1, region::unsignedByteAt);
    assertBounds(5, offset -> region.getBytes(offset, new byte[5], 0, 5));
  }

  @Test
  void refusesWritesBeyondItsBounds() {
    assertBounds(8, offset -> region.putLong(offset, -1));
    assertBounds(4, offset -> region.putInt(offset, -1));
    assertBounds(2, offset -> region.putShort(offset, -1));
    assertBounds(1, offset -> region.putByte(offset, -1));
    assertBounds(5, offset -> region.putBytes(offset, new byte[] {1, 2, 3, 4, 5}, 0, 5));
  }

  @Test
  void refusesCopiesFromAndToBeyondTheBounds() {
    Region other = new Region(WriteWatch.NONE);
    MemorySegment source = arena.allocate(LENGTH, 8);
    other.set(source.address(), LENGTH);

    assertBounds(7, offset -> region.copyFrom(other, 0, offset, 7));
    assertBounds(7, offset -> region.copyFrom(other, offset, 0, 7));
    assertThatThrownBy(() -> region.copyFrom(other, 0, 0, -1)).isInstanceOf(AssertionError.class);
  }

  @Test
  void clearsNothingBeyondItsBounds() {
    for (int i = 0; i < LENGTH; i++) {
      region.putByte(i, 0xff);
    }

    region.clear(3, 11);

    assertThat(region.unsignedByteAt(2)).isEqualTo(0xff);
    assertThat(region.unsignedByteAt(3)).isZero();
    assertThat(region.unsignedByteAt(13)).isZero();
    assertThat(region.unsignedByteAt(14)).isEqualTo(0xff);
    assertThatThrownBy(() -> region.clear(8, LENGTH)).isInstanceOf(AssertionError.class);
  }

  @Test
  void pointsAtNoMemoryThatCannotBe() {
    assertThatThrownBy(() -> region.set(0, 8)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> region.set(-8, 8)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> region.set(memory.address(), 0)).isInstanceOf(AssertionError.class);
  }

  @Test
  void asksTheWatchBeforeEachWriteAndNoRead() {
    int[] writes = new int[1];
    Region watched =
        new Region(() -> {
          writes[0]++;
          return true;
        });
    watched.set(memory.address() + MARGIN, LENGTH);

    watched.putLong(0, 1);
    watched.putInt(0, 1);
    watched.putShort(0, 1);
    watched.putByte(0, 1);
    watched.putBytes(0, new byte[3], 0, 3);
    watched.copyFrom(region, 0, 8, 3);
    assertThat(writes[0]).isEqualTo(6);

    assertThat(watched.longAt(0)).isZero();
    assertThat(writes[0]).isEqualTo(6);
  }
}
