package io.karuta.storage.optmem;

import java.util.Arrays;

/**
 * The endpoints that are in a list already, by 64-bit hash: a client that lost its peer id is in
 * the swarm twice for a while, but no list names it twice. Owned by one thread at a time.
 */
final class EndpointSet {

  private long[] hashes = new long[256];
  private int[] stamps = new int[256];
  private int stamp;
  private int size;

  void clear() {
    size = 0;
    if (++stamp == 0) {
      Arrays.fill(stamps, 0);
      stamp = 1;
    }
  }

  /** Whether the record's endpoint was not there yet. */
  boolean add(PeerRecord record, boolean ipv6) {
    long hash =
        ipv6
            ? mix(mix(mix(record.ipv6High()) ^ record.ipv6Low()) ^ record.ipv6Port())
            : mix(((long) record.ipv4() << 16) | record.ipv4Port());
    if (2 * (size + 1) > hashes.length) {
      grow();
    }
    int cell = cell(hash);
    if (stamps[cell] == stamp) {
      return false;
    }
    stamps[cell] = stamp;
    hashes[cell] = hash;
    size++;
    return true;
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 32)) * 0xd6e8feb86659fd93L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
    return mixed ^ (mixed >>> 32);
  }

  private int cell(long hash) {
    int mask = hashes.length - 1;
    int cell = (int) hash & mask;
    while (stamps[cell] == stamp && hashes[cell] != hash) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldStamps = stamps;
    hashes = new long[2 * oldHashes.length];
    stamps = new int[2 * oldHashes.length];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldStamps[i] == stamp) {
        int cell = cell(oldHashes[i]);
        stamps[cell] = stamp;
        hashes[cell] = oldHashes[i];
      }
    }
  }
}
