package io.karuta.storage.optmem;

import java.util.function.Consumer;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import net.openhft.chronicle.map.MapSegmentContext;

/**
 * The Chronicle Map under the swarms: values are found by key, and then read and changed in place
 * by address. Thread-safe as long as callers lock swarms among themselves.
 *
 * <p>A value stays where it is until its owner replaces it by a larger one or removes it: Chronicle
 * moves no other entries. So an address holds beyond the query that found it, under the lock of its
 * swarm. No context stays open beyond a call, and none is open while a lock is waited for.
 */
final class SwarmMap {

  private final ChronicleMap<byte[], byte[]> map;

  SwarmMap(ChronicleMap<byte[], byte[]> map) {
    this.map = map;
  }

  /** Points {@code into} at the key's value. */
  boolean find(KeyBuffer key, Region into) {
    try (ExternalMapQueryContext<byte[], byte[], ?> query = query(key)) {
      query.readLock().lock();
      MapEntry<byte[], byte[]> entry = query.entry();
      if (entry == null) {
        return false;
      }
      Data<byte[]> value = entry.value();
      into.set(value.bytes().addressForRead(value.offset()), (int) value.size());
      return true;
    }
  }

  /**
   * Stores the first bytes of the key buffer's value, in a new entry or instead of the old value.
   *
   * @return false if the map has no room; nothing is changed then
   */
  boolean put(KeyBuffer key, int lengthBytes) {
    try (ExternalMapQueryContext<byte[], byte[], ?> query = query(key)) {
      query.updateLock().lock();
      MapEntry<byte[], byte[]> entry = query.entry();
      BytesStore<?, ?> source = key.valueStore();
      Data<byte[]> value = query.wrapValueBytesAsData(source, 0, lengthBytes);
      if (entry == null) {
        query.insert(query.absentEntry(), value);
      } else {
        query.replaceValue(entry, value);
      }
      return true;
    } catch (IllegalStateException | IllegalArgumentException full) {
      // How Chronicle says that a segment has used up all its tiers, or that a value is too large.
      return false;
    }
  }

  /** Removes the entry, if it is there. */
  void remove(KeyBuffer key) {
    try (ExternalMapQueryContext<byte[], byte[], ?> query = query(key)) {
      query.updateLock().lock();
      MapEntry<byte[], byte[]> entry = query.entry();
      if (entry != null) {
        query.remove(entry);
      }
    }
  }

  int segments() {
    return map.segments();
  }

  /** Entries of all kinds. */
  long entries() {
    return map.longSize();
  }

  /** Native memory or file space that is set aside, in bytes. */
  long reservedBytes() {
    return map.offHeapMemoryUsed();
  }

  /** Shows each key of one segment, 24 bytes each; the consumer may not touch the map. */
  void forEachKey(int segment, Consumer<byte[]> consumer) {
    try (MapSegmentContext<byte[], byte[], ?> context = map.segmentContext(segment)) {
      // Chronicle hands out the same array for every key.
      context.forEachSegmentEntry(entry -> consumer.accept(entry.key().get().clone()));
    }
  }

  void close() {
    map.close();
  }

  private ExternalMapQueryContext<byte[], byte[], ?> query(KeyBuffer key) {
    return map.queryContext(key.keyStore(), 0, Layout.KEY_BYTES);
  }
}
