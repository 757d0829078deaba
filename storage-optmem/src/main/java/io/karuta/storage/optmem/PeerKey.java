package io.karuta.storage.optmem;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What tells the peers of one swarm apart: user id and peer id, and the tag that follows from them.
 * Recycled; owned by one thread at a time.
 */
final class PeerKey {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle NATIVE_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle NATIVE_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final TagHash hash;
  private long userHigh;
  private long userLow;
  private long idHigh;
  private long idMiddle;
  private int idLow;
  private long tag;
  private boolean tagged;
  private int fingerprint;

  PeerKey(TagHash hash) {
    this.hash = hash;
  }

  /** Becomes the key of another peer. */
  void set(long userHigh, long userLow, byte[] peerId) {
    this.userHigh = userHigh;
    this.userLow = userLow;
    idHigh = (long) LONG.get(peerId, 0);
    idMiddle = (long) LONG.get(peerId, 8);
    idLow = (int) INT.get(peerId, 16);
    tagged = false;
    fingerprint = fingerprint(userHigh, userLow, anonymous() ? tag() : 0);
  }

  /**
   * Two bytes that peers of one user have in common, so that a choice of peers can pass over those
   * of the announcer's user without looking at their records. Peers of nobody in particular may be
   * listed to each other; theirs are two bytes of the tag.
   */
  static int fingerprint(long userHigh, long userLow, long tag) {
    if (userHigh == 0 && userLow == 0) {
      return (int) (tag >>> 48);
    }
    return (int) (((userLow ^ Long.rotateLeft(userHigh, 29)) * 0x9e3779b97f4a7c15L) >>> 48);
  }

  long userHigh() {
    return userHigh;
  }

  long userLow() {
    return userLow;
  }

  long idHigh() {
    return idHigh;
  }

  long idMiddle() {
    return idMiddle;
  }

  int idLow() {
    return idLow;
  }

  /** Found out only when it is asked for: swarms of one bucket don't need it. */
  long tag() {
    if (!tagged) {
      tag = hash.tag(userHigh, userLow, idHigh, idMiddle, idLow);
      tagged = true;
    }
    return tag;
  }

  int fingerprint() {
    return fingerprint;
  }

  boolean anonymous() {
    return userHigh == 0 && userLow == 0;
  }

  /** The number in native order of 8 bytes as they lie, for parts of keys. */
  static long nativeLong(byte[] bytes, int offset) {
    return (long) NATIVE_LONG.get(bytes, offset);
  }

  /** The number in native order of 4 bytes as they lie. */
  static int nativeInt(byte[] bytes, int offset) {
    return (int) NATIVE_INT.get(bytes, offset);
  }

  /** Writes a peer id's three parts as the 20 bytes that they came from. */
  static void writePeerId(long high, long middle, int low, byte[] target) {
    LONG.set(target, 0, high);
    LONG.set(target, 8, middle);
    INT.set(target, 16, low);
  }

  /** Well spread bits of an info hash, whichever of its bytes vary. */
  static int spread(byte[] infoHash, int offset) {
    long bits =
        (long) LONG.get(infoHash, offset)
            ^ Long.rotateLeft((long) LONG.get(infoHash, offset + 8), 31)
            ^ (int) INT.get(infoHash, offset + 16);
    return (int) ((bits * 0x9e3779b97f4a7c15L) >>> 32);
  }
}
