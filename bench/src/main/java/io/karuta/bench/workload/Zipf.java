package io.karuta.bench.workload;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws ranks by Zipf's law: rank r is drawn in proportion to 1/(r+1), as a few torrents of a site
 * have most of its peers. Immutable.
 */
final class Zipf {

  private final double[] cumulativeWeights;

  Zipf(int ranks) {
    cumulativeWeights = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1.0 / (rank + 1);
      cumulativeWeights[rank] = sum;
    }
  }

  /** A rank from 0 on. */
  int next(RandomGenerator random) {
    double drawn = random.nextDouble() * cumulativeWeights[cumulativeWeights.length - 1];
    int index = Arrays.binarySearch(cumulativeWeights, drawn);
    return index >= 0 ? index : -index - 1;
  }
}
