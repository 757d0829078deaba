package io.karuta.privtrak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What a ring holds that nobody has open, or that somebody writes to, in which case it is a guess.
 * Every sequence after {@link #delivered} and up to {@link #last} is one of these:
 *
 * <table>
 *   <caption>Slots</caption>
 *   <tr><td>kept</td><td>it holds its sequence and its checksum is right</td></tr>
 *   <tr><td>a hole</td><td>its writer was killed before it was done, or before it had begun, which
 *   leaves what was there one lap before; the swarm store knows nothing of such a change</td></tr>
 *   <tr><td>damaged</td><td>no kill leaves such a thing</td></tr>
 * </table>
 *
 * <p>Immutable.
 */
final class RingScan {

  /** So many are named; who needs to know them all has lost the file. */
  private static final int MOST_NAMED = 20;

  private final long delivered;
  private final long last;
  private final List<String> defects;
  private final BitSet damagedSlots;
  private final long[] holes;
  private final long[] unstored;

  private RingScan(
      long delivered,
      long last,
      List<String> defects,
      BitSet damagedSlots,
      long[] holes,
      long[] unstored) {
    this.delivered = delivered;
    this.last = last;
    this.defects = List.copyOf(defects);
    this.damagedSlots = damagedSlots;
    this.holes = holes;
    this.unstored = unstored;
  }

  static RingScan of(RingMemory memory) {
    return of(memory, memory.slots());
  }

  /**
   * Looks at every slot.
   *
   * @param readable slots from here on are not what the tracker left
   */
  static RingScan of(RingMemory memory, int readable) {
    List<String> defects = new ArrayList<>();
    Optional<Long> least = progress(memory, defects, true);
    long greatest = progress(memory, new ArrayList<>(), false).orElse(-1L);
    BitSet damaged = new BitSet();
    long last = greatest;
    for (int index = 0; index < memory.slots(); index++) {
      long slot = memory.slotOf(index);
      long sequence = memory.word(slot) - 1;
      if (sequence < 0 && memory.word(slot) >= RingLayout.WRITING) {
        continue; // empty, or being written
      }
      boolean sound = sequence >= 0 && memory.slotOf(sequence) == slot;
      if (sound && sequence > least.orElse(-1L)) {
        sound = memory.isSound(slot, sequence);
      }
      if (sound) {
        last = Math.max(last, sequence);
      } else {
        damaged.set(index);
        name(defects, damaged.cardinality(), "slot " + index + ": sequence " + sequence);
      }
    }
    long delivered = least.orElse(last);
    if (last - delivered > memory.slots()) {
      defects.add(
          "progress: " + delivered + " (expected: " + (last - memory.slots()) + " or more)");
      delivered = last - memory.slots();
    }
    return walk(memory, readable, delivered, last, defects, damaged);
  }

  /** The least or the greatest progress of all handlers; empty if there is none. */
  private static Optional<Long> progress(RingMemory memory, List<String> defects, boolean least) {
    RingProgress handlers = new RingProgress(memory);
    Optional<Long> found = Optional.empty();
    for (int place = 0; place < RingLayout.MAX_HANDLERS; place++) {
      if (!handlers.isTaken(place)) {
        continue;
      }
      long delivered = handlers.delivered(place);
      if (delivered == RingProgress.DAMAGED || handlers.name(place).isEmpty()) {
        defects.add("handler " + place + ": name or progress");
      } else if (found.isEmpty() || (least ? delivered < found.get() : delivered > found.get())) {
        found = Optional.of(delivered);
      }
    }
    return found;
  }

  private static RingScan walk(
      RingMemory memory,
      int readable,
      long delivered,
      long last,
      List<String> defects,
      BitSet damaged) {
    long[] holes = new long[16];
    long[] unstored = new long[16];
    int holeCount = 0;
    int unstoredCount = 0;
    for (long sequence = delivered + 1; sequence <= last; sequence++) {
      long slot = memory.slotOf(sequence);
      int index = (int) (sequence & (memory.slots() - 1));
      long word = memory.word(slot);
      if (damaged.get(index)) {
        continue;
      }
      if (word == sequence + 1) {
        if (!memory.isStored(slot)) {
          unstored = withRoom(unstored, unstoredCount);
          unstored[unstoredCount++] = sequence;
        }
      } else if (index < readable && isHole(memory, sequence, word)) {
        holes = withRoom(holes, holeCount);
        holes[holeCount++] = sequence;
      } else {
        damaged.set(index);
        name(
            defects,
            damaged.cardinality(),
            "slot " + index + ": sequence " + (word - 1) + " (expected: " + sequence + ")");
      }
    }
    return new RingScan(
        delivered,
        last,
        defects,
        damaged,
        Arrays.copyOf(holes, holeCount),
        Arrays.copyOf(unstored, unstoredCount));
  }

  private static boolean isHole(RingMemory memory, long sequence, long word) {
    boolean begun = word == RingLayout.WRITING;
    boolean oneLapBefore = word == sequence - memory.slots() + 1 && word != RingLayout.EMPTY;
    boolean firstLap = word == RingLayout.EMPTY && sequence < memory.started() + memory.slots();
    return begun || oneLapBefore || firstLap;
  }

  private static long[] withRoom(long[] sequences, int count) {
    return count < sequences.length ? sequences : Arrays.copyOf(sequences, 2 * count);
  }

  private static void name(List<String> defects, int count, String defect) {
    if (count <= MOST_NAMED) {
      defects.add(defect);
    } else if (count == MOST_NAMED + 1) {
      defects.add("and more");
    }
  }

  /** What the slowest handler has got; {@link #last} if there is no handler. */
  long delivered() {
    return delivered;
  }

  /** The highest sequence; -1 if there is none. */
  long last() {
    return last;
  }

  /** What no kill leaves, named by slot and sequence; empty if nothing is wrong. */
  List<String> defects() {
    return defects;
  }

  /** How many slots hold what no kill leaves. */
  int damagedSlots() {
    return damagedSlots.cardinality();
  }

  boolean isDamaged(int index) {
    return damagedSlots.get(index);
  }

  /** Sequences that were claimed and not written, rising. */
  long[] holes() {
    return holes.clone();
  }

  /** Sequences whose change the swarm store may not have stored, rising. */
  long[] unstored() {
    return unstored.clone();
  }
}
