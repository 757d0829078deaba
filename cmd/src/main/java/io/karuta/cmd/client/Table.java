package io.karuta.cmd.client;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in columns that are as wide as they need to be. A heading that begins with {@code >} has its
 * column flush right. For one thread.
 */
public final class Table {

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table without rows; without headings too if all are empty. */
  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /** Two columns without headings: what, and how it is. */
  static Table ofFacts() {
    return new Table("", "");
  }

  /** Adds a row with as many cells as there are headings; this table. */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(printable(cell.toString()));
    }
    rows.add(row);
    return this;
  }

  void print(PrintWriter out) {
    lines().forEach(out::println);
  }

  /** The headings, if there are any, and the rows. */
  public List<String> lines() {
    int[] widths = new int[headings.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = length(heading(column));
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], length(row.get(column)));
      }
    }
    List<String> lines = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      plain.add(heading(column));
    }
    if (plain.stream().anyMatch(heading -> !heading.isEmpty())) {
      lines.add(line(plain, widths));
    }
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String heading(int column) {
    String heading = headings.get(column);
    return isRight(column) ? heading.substring(1) : heading;
  }

  private boolean isRight(int column) {
    return headings.get(column).startsWith(">");
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String padding = " ".repeat(widths[column] - length(cells.get(column)));
      line.append(column == 0 ? "" : "  ")
          .append(isRight(column) ? padding : "")
          .append(cells.get(column))
          .append(isRight(column) ? "" : padding);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The text without what a terminal would obey; names come from strangers. */
  static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }
}
