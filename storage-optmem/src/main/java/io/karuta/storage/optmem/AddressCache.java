package io.karuta.storage.optmem;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where values of the map were when they were last looked for, by a hash of the key: saves most
 * lookups. Only an accelerator: what it says is checked against the key that lies before the value.
 *
 * <p>Thread-safe as long as each key is used under the lock of its swarm: its owner writes the new
 * address when the value moves and forgets it when it goes, so an address that passes the check is
 * that of the value. Others may overwrite a cell with addresses of their own keys, which fail it.
 */
final class AddressCache {

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] addresses;

  /**
   * @param cells a power of two; 0 for a cache that remembers nothing
   */
  AddressCache(int cells) {
    addresses = new long[cells];
  }

  /** Cells for a map of so many keys. */
  static int cellsFor(long keys) {
    return Integer.highestOneBit(Math.clamp(4 * keys, 1 << 10, 1 << 21));
  }

  long heapBytes() {
    return 8L * addresses.length;
  }

  /** The value's address; 0 if it isn't known. {@code scratch} is pointed somewhere. */
  long find(KeyBuffer key, Region scratch) {
    if (addresses.length == 0) {
      return 0;
    }
    long address = (long) CELL.getOpaque(addresses, cell(key));
    if (address == 0) {
      return 0;
    }
    scratch.set(address - Layout.VALUE_IN_ENTRY, Layout.KEY_BYTES);
    return key.isAt(scratch) ? address : 0;
  }

  /** Remembers where bucket 0 of a swarm lies; the others are in the swarm's {@link Directory}. */
  void remember(KeyBuffer key, long address) {
    if (addresses.length > 0 && key.bucket() == 0) {
      CELL.setOpaque(addresses, cell(key), address);
    }
  }

  void forget(KeyBuffer key) {
    remember(key, 0);
  }

  private int cell(KeyBuffer key) {
    return key.spread() & (addresses.length - 1);
  }
}
