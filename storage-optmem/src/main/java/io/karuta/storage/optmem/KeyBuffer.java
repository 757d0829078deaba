package io.karuta.storage.optmem;

import net.openhft.chronicle.bytes.BytesStore;

/**
 * A key in native memory, as the map takes it without allocating, and its three words to compare
 * others with. Owned by one thread at a time.
 */
final class KeyBuffer {

  private static final long LOW_INT = 0xffff_ffffL;

  private final BytesStore<?, ?> store = BytesStore.nativeStore(Layout.KEY_BYTES);
  private final Region key = new Region(WriteWatch.NONE);
  private long first;
  private long second;
  private long third;

  KeyBuffer() {
    key.set(store.addressForRead(0), Layout.KEY_BYTES);
  }

  /** Names bucket 0 of the swarm whose info hash is the 20 bytes at {@code offset}. */
  void infoHash(byte[] bytes, int offset) {
    first = PeerKey.nativeLong(bytes, offset);
    second = PeerKey.nativeLong(bytes, offset + 8);
    third = third(PeerKey.nativeInt(bytes, offset + 16), 0);
    key.putLong(0, first);
    key.putLong(8, second);
    key.putLong(16, third);
  }

  /** Names another bucket of the same swarm. */
  void bucket(int bucket) {
    third = third((int) third, bucket);
    key.putInt(Layout.KEY_BUCKET, bucket);
  }

  int bucket() {
    return (int) (third >>> 32);
  }

  /** Bytes 16 to 23: the end of the info hash, and the bucket in the machine's own order. */
  private static long third(int infoHashEnd, int bucket) {
    return (infoHashEnd & LOW_INT) | ((long) bucket << 32);
  }

  /** Copies the 20 bytes of the info hash. */
  void copyInfoHash(byte[] target) {
    key.getBytes(0, target, 0, Layout.KEY_BUCKET);
  }

  /** Whether other memory begins with the same key. */
  boolean isAt(Region other) {
    return other.longAt(0) == first && other.longAt(8) == second && other.longAt(16) == third;
  }

  /** Whether it names bucket 0 of the swarm of the three words. */
  boolean isSwarm(long firstWord, long secondWord, long thirdWord) {
    return first == firstWord && second == secondWord && (int) third == (int) thirdWord;
  }

  long first() {
    return first;
  }

  long second() {
    return second;
  }

  long third() {
    return third;
  }

  /** Well spread bits of the key. */
  int spread() {
    long bits = first ^ Long.rotateLeft(second, 31) ^ Long.rotateLeft(third, 17);
    return (int) ((bits * 0x9e3779b97f4a7c15L) >>> 32);
  }

  /** The key's bytes, where they lie. */
  Region region() {
    return key;
  }

  BytesStore<?, ?> store() {
    return store;
  }

  /** Gives the native memory back. */
  void release() {
    store.releaseLast();
  }
}
