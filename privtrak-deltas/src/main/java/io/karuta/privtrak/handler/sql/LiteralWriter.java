package io.karuta.privtrak.handler.sql;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A statement while it is written. Confined to one thread. */
final class LiteralWriter implements ValueWriter {

  private static final HexFormat HEX = HexFormat.of();

  private final Dialect dialect;
  private final StringBuilder sql;
  private final List<String> texts = new ArrayList<>();

  /**
   * An empty statement.
   *
   * @param length about how long it is going to be
   */
  LiteralWriter(Dialect dialect, int length) {
    this.dialect = dialect;
    sql = new StringBuilder(length);
  }

  void append(String text) {
    sql.append(text);
  }

  @Override
  public void number(long value) {
    dialect.number(value, sql);
  }

  @Override
  public void nothing() {
    sql.append("null");
  }

  @Override
  public void text(String value) {
    sql.append(dialect.text(value, texts));
  }

  @Override
  public void bytes(byte[] value) {
    sql.append("x'").append(HEX.formatHex(value)).append('\'');
  }

  /** What was written. */
  String sql() {
    return sql.toString();
  }

  /** What its parameters are, in their order. */
  List<String> texts() {
    return texts;
  }
}
