package io.karuta.storage.optmem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import net.openhft.chronicle.map.MapSegmentContext;
import net.openhft.chronicle.map.impl.CompiledMapQueryContext;

/**
 * The Chronicle Map under the swarms: values are found by key, and then read and changed in place
 * by address. Thread-safe as long as callers lock swarms among themselves.
 *
 * <p>A value stays where it is until its owner replaces it by a larger one or removes it: Chronicle
 * moves no other entries. So an address holds beyond the query that found it, under the lock of its
 * swarm. No context stays open beyond a call, and none is open while a lock is waited for.
 */
final class SwarmMap {

  /** For Chronicle: the memory that is asked for replaces no other. */
  private static final long NOWHERE = -1;

  private final ChronicleMap<byte[], byte[]> map;
  private final AddressCache cache;
  private final WriteWatch watch;

  /**
   * Held while a value is stored, the only time when memory is taken: nobody else may take any
   * between an attempt that finds none and what puts the map right after it.
   */
  private final Object growth = new Object();

  SwarmMap(ChronicleMap<byte[], byte[]> map, AddressCache cache, WriteWatch watch) {
    this.map = map;
    this.cache = cache;
    this.watch = watch;
  }

  AddressCache cache() {
    return cache;
  }

  WriteWatch watch() {
    return watch;
  }

  /** The address of the key's value; 0 if there is none. {@code scratch} is pointed somewhere. */
  long find(KeyBuffer key, Region scratch) {
    long known = cache.find(key, scratch);
    return known != 0 ? known : lookUp(key, scratch);
  }

  private long lookUp(KeyBuffer key, Region scratch) {
    try (ExternalMapQueryContext<byte[], byte[], ?> query = query(key)) {
      query.readLock().lock();
      MapEntry<byte[], byte[]> entry = query.entry();
      if (entry == null) {
        return 0;
      }
      long address = address(entry);
      scratch.set(address - Layout.VALUE_IN_ENTRY, Layout.KEY_BYTES);
      assert key.isAt(scratch) : "Chronicle keeps values elsewhere than expected";
      cache.remember(key, address);
      return address;
    }
  }

  private static long address(MapEntry<byte[], byte[]> entry) {
    Data<byte[]> value = entry.value();
    return value.bytes().addressForRead(value.offset());
  }

  /** Length of the key's value in bytes; 0 if there is none. */
  int lengthBytes(KeyBuffer key) {
    try (ExternalMapQueryContext<byte[], byte[], ?> query = query(key)) {
      query.readLock().lock();
      MapEntry<byte[], byte[]> entry = query.entry();
      return entry == null ? 0 : (int) entry.value().size();
    }
  }

  /**
   * Stores a value, in a new entry or instead of the old one.
   *
   * @return false if the map has no room; nothing is changed then
   */
  boolean put(KeyBuffer key, BytesStore<?, ?> value, int lengthBytes) {
    assert watch.passes();
    // A value that moves is found again by its key.
    cache.forget(key);
    synchronized (growth) {
      try {
        findRoom(key, lengthBytes);
        store(key, value, lengthBytes);
        return true;
      } catch (IllegalStateException | IllegalArgumentException full) {
        // How Chronicle says that a segment has used up all its tiers, or that a value is too
        // large.
        return false;
      } catch (RuntimeException e) {
        if (!(e.getCause() instanceof IOException)) {
          throw e;
        }
        cutBack(e);
        return false;
      }
    }
  }

  /**
   * Makes sure that there is room for a value that has to move, by taking it and giving it back.
   * Chronicle itself gives back that of the old value before it finds that there is none for the
   * new one, so that others would overwrite what is still in use.
   */
  private void findRoom(KeyBuffer key, int lengthBytes) {
    try (ExternalMapQueryContext<byte[], byte[], ?> query = query(key)) {
      query.updateLock().lock();
      MapEntry<byte[], byte[]> entry = query.entry();
      int entryBytes = Layout.entryBytes(lengthBytes);
      if (entry != null && entryBytes > Layout.entryBytes((int) entry.value().size())) {
        int chunks = entryBytes / Layout.CHUNK_BYTES;
        CompiledMapQueryContext<?, ?, ?> memory = (CompiledMapQueryContext<?, ?, ?>) query;
        memory.free(memory.alloc(chunks, NOWHERE, 0), chunks);
      }
    }
  }

  private void store(KeyBuffer key, BytesStore<?, ?> value, int lengthBytes) {
    try (ExternalMapQueryContext<byte[], byte[], ?> query = query(key)) {
      query.updateLock().lock();
      MapEntry<byte[], byte[]> entry = query.entry();
      Data<byte[]> data = query.wrapValueBytesAsData(value, 0, lengthBytes);
      if (entry == null) {
        query.insert(query.absentEntry(), data);
      } else {
        query.replaceValue(entry, data);
      }
    }
  }

  /**
   * Takes back a growth of the file for which the disk had no room. Chronicle sets the new length
   * before it asks for the room, and the next time takes the length for room: whoever wrote there
   * would fail with an {@link InternalError}, and what he wrote would be lost.
   */
  private void cutBack(RuntimeException growthFailed) {
    try (FileChannel file = FileChannel.open(map.file().toPath(), StandardOpenOption.WRITE)) {
      file.truncate(map.offHeapMemoryUsed());
    } catch (IOException e) {
      growthFailed.addSuppressed(e);
      throw growthFailed;
    }
  }

  /** Removes the entry, if it is there. */
  void remove(KeyBuffer key) {
    assert watch.passes();
    cache.forget(key);
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

  /** Sees an entry of the map. */
  @FunctionalInterface
  interface EntryVisitor {

    /**
     * One entry; the visitor may read its value, but neither change nor call the map.
     *
     * @param key 24 bytes of its own
     */
    void visit(byte[] key, long address, int lengthBytes);
  }

  /** Shows each entry of one segment, which is locked against changes of entries meanwhile. */
  void forEachEntry(int segment, EntryVisitor visitor) {
    try (MapSegmentContext<byte[], byte[], ?> context = map.segmentContext(segment)) {
      context.forEachSegmentEntry(entry ->
          // Chronicle hands out the same array for every key.
          visitor.visit(entry.key().get().clone(), address(entry), (int) entry.value().size()));
    }
  }

  /**
   * Shows the key of each block of one segment in which somebody may be due. The blocks are not
   * locked, so what it reads may be about to change; the next round sees that.
   */
  void forEachDue(int segment, int nowSecond, Region scratch, Consumer<byte[]> visitor) {
    try (MapSegmentContext<byte[], byte[], ?> context = map.segmentContext(segment)) {
      context.forEachSegmentEntry(entry -> {
        scratch.set(address(entry), Layout.HEADER_BYTES);
        if (scratch.intAt(Layout.DUE) - nowSecond <= 0) {
          visitor.accept(entry.key().get().clone());
        }
      });
    }
  }

  void close() {
    map.close();
  }

  private ExternalMapQueryContext<byte[], byte[], ?> query(KeyBuffer key) {
    return map.queryContext(key.store(), 0, Layout.KEY_BYTES);
  }
}
