package io.karuta.privtrak.handler;

import java.util.ArrayList;
import java.util.List;

/** A statement while its rows are written into it. Confined to one thread. */
final class LiteralRows implements RowValues {

  private final StringBuilder sql;
  private final List<String> texts = new ArrayList<>();
  private char rowSeparator = ' ';
  private char separator;

  /**
   * Begins a statement.
   *
   * @param length about how long what follows is going to be
   */
  LiteralRows(String before, int length) {
    sql = new StringBuilder(before.length() + length).append(before);
  }

  void beginRow() {
    sql.append(rowSeparator);
    rowSeparator = ',';
    separator = '(';
  }

  void endRow() {
    sql.append(')');
  }

  @Override
  public void number(long value) {
    next();
    sql.append(value);
  }

  @Override
  public void nothing() {
    next();
    sql.append("null");
  }

  @Override
  public void text(String value) {
    next();
    sql.append('?');
    texts.add(value);
  }

  private void next() {
    sql.append(separator);
    separator = ',';
  }

  /** The whole statement. */
  String sql(String after) {
    return sql.append(' ').append(after).toString();
  }

  /** What its parameters are, in their order. */
  List<String> texts() {
    return texts;
  }
}
