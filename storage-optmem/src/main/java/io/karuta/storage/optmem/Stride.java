package io.karuta.storage.optmem;

/**
 * The numbers of a run in a random order, each once: an arithmetic progression of random start and
 * step modulo a prime, without the numbers beyond the run. Any two numbers are as likely to be near
 * each other as any other two, which is all that a choice of a few peers among many needs, and each
 * costs an addition. Recycled; owned by one thread at a time.
 */
final class Stride {

  /** The least prime that is at least as large as the index. */
  private static final short[] PRIMES = primes();

  private int length;
  private int prime;
  private int position;
  private int step;
  private int steps;

  private static short[] primes() {
    short[] primes = new short[Layout.MAX_SLOTS + 1];
    for (int i = 0; i < primes.length; i++) {
      int candidate = Math.max(2, i);
      while (!isPrime(candidate)) {
        candidate++;
      }
      primes[i] = (short) candidate;
    }
    return primes;
  }

  private static boolean isPrime(int number) {
    for (int divisor = 2; divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return true;
  }

  /** Starts over with the numbers from 0 to {@code length} - 1, at most a block's slots. */
  void begin(int length, Randomness random) {
    this.length = length;
    prime = PRIMES[length];
    position = random.below(prime);
    step = 1 + random.below(prime - 1);
    steps = prime;
  }

  /** The next number; -1 after the last one. */
  int next() {
    while (steps > 0) {
      int number = position;
      position += step;
      if (position >= prime) {
        position -= prime;
      }
      steps--;
      if (number < length) {
        return number;
      }
    }
    return -1;
  }
}
