package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

final class StrideTest {

  private static final long SEED = 12;

  /** Fewer than there are, so that they come in a random order. */
  private static final int WANTED = 5;

  private final Randomness random = new Randomness(SEED);
  private final Stride stride = new Stride();

  @Test
  void givesEachNumberOnce() {
    for (int length = 0; length <= Layout.MAX_SLOTS; length++) {
      stride.begin(length, WANTED, false, random);
      BitSet given = new BitSet();
      while (!stride.isOver()) {
        int number = stride.next();
        assertThat(given.get(number)).as("%d of %d twice", number, length).isFalse();
        given.set(number);
      }
      assertThat(given.cardinality()).isEqualTo(length);
      assertThat(given.length()).isEqualTo(length);
    }
  }

  @Test
  void givesAllNumbersInTheirOrderIfAllAreWanted() {
    stride.begin(7, 7, false, random);

    for (int number = 0; number < 7; number++) {
      assertThat(stride.next()).isEqualTo(number);
    }
    assertThat(stride.isOver()).isTrue();
  }

  @Test
  void givesNeighboursFromEachNumberOnEquallyOften() {
    int length = 20;
    int draws = 200_000;
    int[] first = new int[length];
    for (int draw = 0; draw < draws; draw++) {
      stride.begin(length, WANTED, true, random);
      int number = stride.number();
      first[number]++;
      assertThat(stride.isInOrder()).isTrue();
      assertThat(stride.neighbours(WANTED)).isEqualTo(Math.min(WANTED, length - number));
      for (int i = 0; i < length; i++) {
        assertThat(stride.next()).isEqualTo((number + i) % length);
      }
      assertThat(stride.isOver()).isTrue();
    }

    double expected = (double) draws / length;
    for (int count : first) {
      // Five deviations of a count, which never happens.
      assertThat(count)
          .as("seed %d", SEED)
          .isBetween(
              (int) (expected - 5 * Math.sqrt(expected)),
              (int) (expected + 5 * Math.sqrt(expected)));
    }
  }

  @Test
  void goesOnBehindNeighboursThatWerePassed() {
    stride.begin(20, WANTED, true, random);
    int number = stride.number();

    stride.pass(19 - number);
    assertThat(stride.next()).isEqualTo(19);
    assertThat(stride.next()).isZero();
  }

  @Test
  void hasNoNeighboursInARandomOrder() {
    stride.begin(20, WANTED, false, random);

    assertThat(stride.isInOrder()).isFalse();
  }

  @Test
  void givesEachNumberFirstEquallyOften() {
    int length = 100;
    int draws = 200_000;
    int[] first = new int[length];
    for (int draw = 0; draw < draws; draw++) {
      stride.begin(length, WANTED, false, random);
      first[stride.next()]++;
    }

    double expected = (double) draws / length;
    double chiSquare = 0;
    for (int count : first) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    // 99 degrees of freedom: mean 99, deviation 14. The gap up to the prime favours a few numbers.
    assertThat(chiSquare).as("seed %d", SEED).isLessThan(99 + 5 * 14);
  }

  @Test
  void givesAnyTwoNumbersTogetherEquallyOften() {
    assertPairs(23, 0.03);
  }

  /** What lies between the length and the prime is passed over, which brings others together. */
  @Test
  void givesAnyTwoNumbersTogetherAboutEquallyOftenBelowAPrime() {
    assertPairs(20, 0.25);
    assertPairs(24, 0.4);
  }

  private void assertPairs(int length, double tolerance) {
    int draws = 400_000;
    int[][] pairs = new int[length][length];
    int[] numbers = new int[WANTED];
    for (int draw = 0; draw < draws; draw++) {
      stride.begin(length, WANTED, false, random);
      for (int i = 0; i < WANTED; i++) {
        numbers[i] = stride.next();
        for (int j = 0; j < i; j++) {
          pairs[Math.min(numbers[i], numbers[j])][Math.max(numbers[i], numbers[j])]++;
        }
      }
    }

    double expected = draws * (double) (WANTED * (WANTED - 1)) / (length * (length - 1));
    double worst = 0;
    for (int low = 0; low < length; low++) {
      for (int high = low + 1; high < length; high++) {
        worst = Math.max(worst, Math.abs(pairs[low][high] / expected - 1));
      }
    }
    assertThat(worst).as("seed %d, %d numbers", SEED, length).isLessThan(tolerance);
  }
}
