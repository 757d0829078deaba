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
  private int modulus;
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

  /**
   * Starts over with the numbers from 0 to {@code length} - 1, at most a block's slots; in their
   * own order if all of them are wanted.
   */
  void begin(int length, int wanted, Randomness random) {
    this.length = length;
    if (wanted >= length) {
      modulus = length;
      position = 0;
      step = 1;
    } else {
      modulus = PRIMES[length];
      position = random.below(modulus);
      step = 1 + random.below(modulus - 1);
    }
    steps = modulus;
  }

  /** Numbers are modulo this, and as many: those from the length on are to be left out. */
  int modulus() {
    return modulus;
  }

  /** The first number. */
  int position() {
    return position;
  }

  /** From a number to the next one, below the modulus. */
  int step() {
    return step;
  }

  /** The next number; -1 after the last one. */
  int next() {
    while (steps > 0) {
      int number = position;
      int next = position + step - modulus;
      position = next + (modulus & (next >> 31));
      steps--;
      if (number < length) {
        return number;
      }
    }
    return -1;
  }
}
