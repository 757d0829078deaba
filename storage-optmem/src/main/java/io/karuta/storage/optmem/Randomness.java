package io.karuta.storage.optmem;

/**
 * Random numbers for choices among peers: SplitMix64. Peers are not adversaries of their own
 * choice, so nothing stronger is needed. Owned by one thread at a time.
 */
final class Randomness {

  private long state;

  Randomness(long seed) {
    state = seed;
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    // Lemire's multiplication; its bias of bound / 2^32 is far below what any swarm could show.
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** A number from 0 to just below 1. */
  double fraction() {
    return (next() >>> 11) * 0x1p-53;
  }

  private long next() {
    state += 0x9e3779b97f4a7c15L;
    long bits = state;
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }
}
