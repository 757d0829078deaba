package io.karuta.storage.optmem;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Finds the swarms of a segment of the map by their first pages. Stateless. */
final class SwarmKeys {

  private static final VarHandle PART =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private SwarmKeys() {}

  /** Keys of the first pages in a segment; the first 20 bytes of each are an info hash. */
  static List<byte[]> heads(SwarmMap map, int segment) {
    List<byte[]> heads = new ArrayList<>();
    map.forEachKey(
        segment,
        key -> {
          if (part(key) == 0) {
            heads.add(key);
          }
        });
    return heads;
  }

  /** Which part of its swarm a key names. */
  static int part(byte[] key) {
    return (int) PART.get(key, Layout.KEY_PART);
  }
}
