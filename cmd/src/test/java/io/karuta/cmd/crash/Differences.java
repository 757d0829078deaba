package io.karuta.cmd.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where the tables and the clients' own books disagree. Stateless. */
final class Differences {

  private static final int STORIES = 4;

  private Differences() {}

  /** One text for each row that differs; the first ones with the stories of the clients. */
  static List<String> between(Books expected, Books found, Crowd crowd) {
    TreeSet<String> rows = new TreeSet<>(expected.rows().keySet());
    rows.addAll(found.rows().keySet());
    List<String> differences = new ArrayList<>();
    for (String row : rows) {
      Totals is = found.row(row);
      Totals ought = expected.row(row);
      if (!is.equals(ought)) {
        String stories =
            row.contains(" torrent ") && differences.size() < STORIES ? crowd.stories(row) : "";
        differences.add(
            "%s%n  is       %s%n  ought to be %s%n%s".formatted(row, is, ought, stories));
      }
    }
    return differences;
  }
}
