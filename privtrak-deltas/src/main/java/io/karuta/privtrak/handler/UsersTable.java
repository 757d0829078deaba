package io.karuta.privtrak.handler;

import io.karuta.pipeline.delta.UserTorrentTotal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The accounting's columns of the table {@code users}. Immutable. */
final class UsersTable {

  private static final List<String> SUMS =
      List.of(
          "uploaded",
          "downloaded",
          "credited_uploaded",
          "credited_downloaded",
          "seed_seconds",
          "leech_seconds",
          "snatches");

  private final KeyedUpdate update;

  UsersTable(int rowsPerStatement) {
    List<UnaryOperator<String>> assignments = new ArrayList<>();
    for (String column : SUMS) {
      assignments.add(amount -> Sql.add(column, amount));
    }
    update = new KeyedUpdate("users", "user_id", assignments, rowsPerStatement);
  }

  /** Adds the totals, which come sorted by user, to the users that are there. */
  void add(Connection connection, List<UserTorrentTotal> totals) throws SQLException {
    List<long[]> users = new ArrayList<>();
    for (UserTorrentTotal total : totals) {
      if (users.isEmpty() || users.getLast()[0] != total.userNumber()) {
        users.add(new long[] {total.userNumber(), 0, 0, 0, 0, 0, 0, 0});
      }
      add(users.getLast(), total);
    }
    update.execute(connection, users);
  }

  /** The user's number, and then the order of {@link #SUMS}. */
  private static void add(long[] user, UserTorrentTotal total) {
    add(user, 1, total.uploaded());
    add(user, 2, total.downloaded());
    add(user, 3, total.creditedUploaded());
    add(user, 4, total.creditedDownloaded());
    add(user, 5, total.seedSeconds());
    add(user, 6, total.leechSeconds());
    add(user, 7, total.snatches());
  }

  private static void add(long[] user, int index, long amount) {
    long exact = user[index] + amount;
    user[index] = exact < 0 ? Long.MAX_VALUE : exact;
  }
}
