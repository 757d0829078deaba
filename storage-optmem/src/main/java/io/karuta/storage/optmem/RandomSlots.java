package io.karuta.storage.optmem;

import java.util.Arrays;

/**
 * Numbers of a run in random order, each once, drawn one at a time: a Fisher-Yates shuffle of which
 * only the touched places exist, in a hash table. So a draw costs the same for ten numbers as for
 * ten million. Owned by one thread at a time.
 */
final class RandomSlots {

  private int[] places = new int[256];
  private int[] values = new int[256];
  private int[] stamps = new int[256];
  private int stamp;
  private int touched;
  private int first;
  private int remaining;
  private long state;

  RandomSlots(long seed) {
    state = seed;
  }

  /** Starts over with {@code length} numbers from {@code first} on. */
  void range(int first, int length) {
    this.first = first;
    remaining = length;
    touched = 0;
    if (++stamp == 0) {
      Arrays.fill(stamps, 0);
      stamp = 1;
    }
  }

  int remaining() {
    return remaining;
  }

  /** The next number; only while there are some. */
  int next() {
    int place = below(remaining);
    remaining--;
    int drawn = get(place);
    if (place != remaining) {
      put(place, get(remaining));
    }
    return first + drawn;
  }

  /** A random number from 0 to {@code bound - 1}. */
  int below(int bound) {
    // Lemire's multiplication; its bias of bound / 2^32 is far below what any swarm could show.
    return (int) (((nextBits() >>> 32) * bound) >>> 32);
  }

  /** SplitMix64: peers are not adversaries of their own choice, so nothing stronger is needed. */
  private long nextBits() {
    state += 0x9e3779b97f4a7c15L;
    long bits = state;
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }

  private int get(int place) {
    int cell = cell(place);
    return stamps[cell] == stamp ? values[cell] : place;
  }

  private void put(int place, int value) {
    if (2 * (touched + 1) > places.length) {
      grow();
    }
    int cell = cell(place);
    if (stamps[cell] != stamp) {
      stamps[cell] = stamp;
      places[cell] = place;
      touched++;
    }
    values[cell] = value;
  }

  /** Where a place is, or would be. */
  private int cell(int place) {
    int mask = places.length - 1;
    int cell = ((place * 0x9e3779b9) >>> 7) & mask;
    while (stamps[cell] == stamp && places[cell] != place) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }

  private void grow() {
    int[] oldPlaces = places;
    int[] oldValues = values;
    int[] oldStamps = stamps;
    places = new int[2 * oldPlaces.length];
    values = new int[2 * oldPlaces.length];
    stamps = new int[2 * oldPlaces.length];
    for (int i = 0; i < oldPlaces.length; i++) {
      if (oldStamps[i] == stamp) {
        int cell = cell(oldPlaces[i]);
        stamps[cell] = stamp;
        places[cell] = oldPlaces[i];
        values[cell] = oldValues[i];
      }
    }
  }
}
