package io.karuta.storage.optmem;

import net.openhft.chronicle.bytes.BytesStore;

/**
 * A key and a value in native memory, as the map takes them without allocating. Owned by one thread
 * at a time.
 */
final class KeyBuffer {

  private final BytesStore<?, ?> keyStore = BytesStore.nativeStore(Layout.KEY_BYTES);
  private final BytesStore<?, ?> valueStore = BytesStore.nativeStore(Layout.MAX_VALUE_BYTES);
  private final Region key = new Region();
  private final Region value = new Region();

  KeyBuffer() {
    key.set(keyStore.addressForRead(0), Layout.KEY_BYTES);
    value.set(valueStore.addressForRead(0), Layout.MAX_VALUE_BYTES);
  }

  /** Sets the info hash, 20 bytes at {@code offset}. */
  void infoHash(byte[] bytes, int offset) {
    key.putBytes(0, bytes, offset, Layout.KEY_PART);
  }

  /** Copies the 20 bytes of the info hash. */
  void copyInfoHash(byte[] target) {
    key.getBytes(0, target, 0, Layout.KEY_PART);
  }

  /** Sets which page or index bucket of the swarm is meant. */
  void part(int part) {
    key.putInt(Layout.KEY_PART, part);
  }

  BytesStore<?, ?> keyStore() {
    return keyStore;
  }

  BytesStore<?, ?> valueStore() {
    return valueStore;
  }

  /** Where a value is put together before it goes into the map. */
  Region value() {
    return value;
  }

  /** Gives the native memory back. */
  void release() {
    keyStore.releaseLast();
    valueStore.releaseLast();
  }
}
