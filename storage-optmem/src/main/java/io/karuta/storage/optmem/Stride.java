package io.karuta.storage.optmem;

/**
 * The numbers of a run, each once, in a random order or in their own from a random one on.
 *
 * <p>The random order is an arithmetic progression of random start and step modulo a prime, without
 * the numbers beyond the run; each costs an addition. If the run is as long as the prime, any two
 * numbers are as likely to be near each other as any other two; if it is shorter, those around a
 * gap are somewhat likelier, which is good enough for a choice of a few peers among many. Recycled;
 * owned by one thread at a time.
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
   *
   * @param neighbours whether to give them in their own order from a random one on, 0 after the
   *     last
   */
  void begin(int length, int wanted, boolean neighbours, Randomness random) {
    this.length = length;
    if (neighbours || wanted >= length) {
      modulus = length;
      position = wanted >= length ? 0 : random.below(length);
      step = 1;
    } else {
      modulus = PRIMES[length];
      position = random.below(modulus);
      step = 1 + random.below(modulus - 1);
    }
    steps = modulus;
  }

  /** How many numbers there are at all. */
  int length() {
    return length;
  }

  /** Numbers are modulo this, and as many: those from the length on are to be left out. */
  int modulus() {
    return modulus;
  }

  /** From a number to the next one, below the modulus. */
  int step() {
    return step;
  }

  /** The number that is next, or one to be left out. */
  int number() {
    return position;
  }

  /** Steps that are left, those to numbers to be left out included. */
  int left() {
    return steps;
  }

  /** Goes on at another number. */
  void resume(int number, int left) {
    position = number;
    steps = left;
  }

  /** Whether each number is one more than the one before, 0 after the last one. */
  boolean isInOrder() {
    return step == 1 && modulus == length;
  }

  /** How many of the next numbers, at most {@code most}, are beside each other, if in order. */
  int neighbours(int most) {
    return Math.min(Math.min(most, steps), length - position);
  }

  /** Passes over as many numbers, which are neighbours. */
  void pass(int count) {
    resume(position + count < length ? position + count : 0, steps - count);
  }

  /** Whether all numbers were given. */
  boolean isOver() {
    leaveOut();
    return steps == 0;
  }

  /** The next number; there is one. */
  int next() {
    leaveOut();
    int number = position;
    advance();
    return number;
  }

  private void leaveOut() {
    while (steps > 0 && position >= length) {
      advance();
    }
  }

  private void advance() {
    int next = position + step - modulus;
    position = next + (modulus & (next >> 31));
    steps--;
  }
}
