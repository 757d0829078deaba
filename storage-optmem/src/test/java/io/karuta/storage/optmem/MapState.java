package io.karuta.storage.optmem;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.openhft.chronicle.map.ChronicleMap;
import org.jspecify.annotations.Nullable;

/**
 * What a kill at some moment leaves: the entries of the map, and what is armed in the journal.
 *
 * @param entries values by key
 * @param pens of each pen of the journal, its head and image if it is armed; nothing if not
 */
record MapState(Map<Bytes, Bytes> entries, List<Bytes> pens) {

  /** Bytes that are compared. */
  static final class Bytes {
    private final byte[] array;

    private Bytes(byte[] array) {
      this.array = array;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(array);
    }
  }

  private static final int PEN_BYTES = Journal.LENGTH_BYTES / Journal.PENS;

  static MapState of(ChronicleMap<byte[], byte[]> map, MemorySegment journal) {
    Map<Bytes, Bytes> entries = new HashMap<>();
    map.forEach((key, value) -> entries.put(new Bytes(key.clone()), new Bytes(value.clone())));
    List<Bytes> pens = new ArrayList<>();
    for (int pen = 0; pen < Journal.PENS; pen++) {
      MemorySegment memory = journal.asSlice((long) pen * PEN_BYTES, PEN_BYTES);
      int length = 0;
      if (memory.get(ValueLayout.JAVA_INT, Journal.STATE) != 0) {
        length = Journal.IMAGE + memory.get(ValueLayout.JAVA_INT, Journal.LENGTH);
      }
      pens.add(new Bytes(memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE)));
    }
    return new MapState(entries, pens);
  }

  void restore(ChronicleMap<byte[], byte[]> map, MemorySegment journal) {
    map.clear();
    entries.forEach((key, value) -> map.put(key.array, value.array));
    for (int pen = 0; pen < Journal.PENS; pen++) {
      MemorySegment memory = journal.asSlice((long) pen * PEN_BYTES, PEN_BYTES);
      memory.set(ValueLayout.JAVA_INT, Journal.STATE, 0);
      byte[] bytes = pens.get(pen).array;
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
    }
  }

  /**
   * What may be in the map when Chronicle is killed while it stores an armed image: a part of it
   * over the old value, or, after Chronicle's own recovery, no entry at all.
   */
  List<MapState> torn() {
    List<MapState> torn = new ArrayList<>();
    for (Bytes pen : pens) {
      if (pen.array.length > 0 && state(pen) == Journal.ARMED) {
        Bytes key = key(pen);
        Bytes old = entries.get(key);
        if (old != null) {
          byte[] image = Arrays.copyOfRange(pen.array, Journal.IMAGE, pen.array.length);
          for (int written :
              new int[] {1, Layout.HEADER_BYTES, image.length / 2, image.length - 1}) {
            byte[] value = Arrays.copyOf(old.array, image.length);
            System.arraycopy(image, 0, value, 0, written);
            torn.add(with(key, new Bytes(value)));
          }
          torn.add(without(key));
        }
      }
    }
    return torn;
  }

  /**
   * Whether all that Chronicle stored between this state and the next one was armed before, as far
   * as that can be seen: entries that are new or of another length.
   */
  boolean announces(MapState next) {
    for (Map.Entry<Bytes, Bytes> entry : next.entries.entrySet()) {
      Bytes old = entries.get(entry.getKey());
      if ((old == null || old.array.length != entry.getValue().array.length)
          && pens.stream().noneMatch(pen -> isFor(pen, entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFor(Bytes pen, Bytes key) {
    return pen.array.length > 0 && key.equals(key(pen));
  }

  private static int state(Bytes pen) {
    return MemorySegment.ofArray(pen.array).get(ValueLayout.JAVA_INT_UNALIGNED, Journal.STATE);
  }

  private static Bytes key(Bytes pen) {
    int key = Journal.KEY;
    return new Bytes(Arrays.copyOfRange(pen.array, key, key + Layout.KEY_BYTES));
  }

  private MapState with(Bytes key, Bytes value) {
    Map<Bytes, Bytes> changed = new HashMap<>(entries);
    changed.put(key, value);
    return new MapState(changed, pens);
  }

  private MapState without(Bytes key) {
    Map<Bytes, Bytes> changed = new HashMap<>(entries);
    changed.remove(key);
    return new MapState(changed, pens);
  }
}
