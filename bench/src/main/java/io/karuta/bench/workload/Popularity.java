package io.karuta.bench.workload;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/** How peers are spread over torrents: draws ranks in proportion to their weights. Immutable. */
public final class Popularity {

  private final double[] cumulativeWeights;

  private Popularity(int ranks, IntToDoubleFunction weight) {
    cumulativeWeights = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += weight.applyAsDouble(rank);
      cumulativeWeights[rank] = sum;
    }
  }

  /** Zipf's law: rank r weighs 1/(r+1), as a few torrents of a site have most of its peers. */
  public static Popularity zipf(int ranks) {
    return new Popularity(ranks, rank -> 1.0 / (rank + 1));
  }

  /** Every rank weighs the same. */
  public static Popularity uniform(int ranks) {
    return new Popularity(ranks, _ -> 1);
  }

  /**
   * As aquatic_udp_load_test has it: exponential with a uniform floor, so that about a quarter of
   * the peers are nearly alone.
   */
  public static Popularity loadTest(int ranks, int peers) {
    double floor = (double) ranks / peers;
    return new Popularity(ranks, rank -> floor + Math.exp(6.5 - 500.0 * rank / ranks));
  }

  /** A rank from 0 on. */
  public int next(RandomGenerator random) {
    double drawn = random.nextDouble() * cumulativeWeights[cumulativeWeights.length - 1];
    int index = Arrays.binarySearch(cumulativeWeights, drawn);
    return index >= 0 ? index : -index - 1;
  }
}
