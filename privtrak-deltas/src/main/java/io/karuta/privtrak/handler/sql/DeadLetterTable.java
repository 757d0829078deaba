package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.delta.DeltaBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The table {@code karuta_dead_letters}: rows that the site's tables refused, with all that is
 * known of them. Immutable.
 *
 * @param handler the handler's name
 */
record DeadLetterTable(String handler) {

  private static final int MAX_LENGTH = 1000;

  private static final String INSERT =
      """
      insert into karuta_dead_letters (
        ring, handler, first_sequence, last_sequence, statement_text, row_values, reason,
        created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  /** What it executes, for a look at whether the table is there. */
  static String probe() {
    return "select id, ring, handler, first_sequence, last_sequence, statement_text, row_values,"
        + " reason, created_at from karuta_dead_letters";
  }

  void add(Connection connection, DeltaBatch batch, List<Refusal> refusals, long atSecond)
      throws SQLException {
    if (refusals.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Refusal refusal : refusals) {
        insert.setString(1, batch.ring().toString());
        insert.setString(2, handler);
        insert.setLong(3, refusal.row().first().sequence());
        insert.setLong(4, refusal.row().last().sequence());
        insert.setString(5, shortened(refusal.statement().toString()));
        insert.setString(6, JsonValues.of(refusal.row(), refusal.statement().per()));
        insert.setString(7, shortened(refusal.reason()));
        insert.setLong(8, atSecond);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), MAX_LENGTH));
  }
}
