package io.karuta.conf;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class NearestKey {

  private NearestKey() {}

  /** The known word that takes the fewest typing mistakes; empty if none is near. */
  static Optional<String> of(String word, Collection<String> known) {
    int farthest = word.length() < 3 ? 0 : Math.max(1, word.length() / 3);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= farthest)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** What is expected instead of {@code word}: the nearest known one, or all if they are few. */
  static String expectation(String what, String word, Collection<String> known) {
    return of(word, known)
        .map(near -> what + ", perhaps " + near)
        .orElseGet(() ->
            known.isEmpty() || known.size() > 12
                ? what
                : what + ": " + String.join(", ", known.stream().sorted().toList()));
  }

  /** Optimal string alignment: insertions, deletions, replacements and swapped neighbours. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        best = Math.min(best, cost[i - 1][j - 1] + replaced);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
