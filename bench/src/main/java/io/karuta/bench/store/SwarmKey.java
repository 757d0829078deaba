package io.karuta.bench.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** An info hash as a key of a hash map; one that is not in a map may be set anew for lookups. */
final class SwarmKey {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private long high;
  private long middle;
  private int low;

  void set(byte[] infoHash, int offset) {
    high = (long) LONG.get(infoHash, offset);
    middle = (long) LONG.get(infoHash, offset + 8);
    low = (int) INT.get(infoHash, offset + 16);
  }

  SwarmKey copy() {
    SwarmKey copy = new SwarmKey();
    copy.high = high;
    copy.middle = middle;
    copy.low = low;
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SwarmKey key
        && key.high == high
        && key.middle == middle
        && key.low == low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode((high ^ middle) * 0x9e3779b97f4a7c15L);
  }
}
