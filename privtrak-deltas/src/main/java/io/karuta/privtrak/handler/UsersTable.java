package io.karuta.privtrak.handler;

import io.karuta.pipeline.delta.UserTorrentTotal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The accounting's columns of the table {@code users}. */
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

  private static final String UPDATE =
      "update users set "
          + String.join(", ", SUMS.stream().map(column -> Sql.add(column, "?")).toList())
          + " where user_id = ?";

  private UsersTable() {}

  /** Adds the totals to the users that are there. */
  static void add(Connection connection, List<UserTorrentTotal> totals) throws SQLException {
    SortedMap<Long, long[]> users = new TreeMap<>();
    for (UserTorrentTotal total : totals) {
      users.merge(total.userNumber(), amounts(total), UsersTable::sum);
    }
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (Map.Entry<Long, long[]> user : users.entrySet()) {
        int parameter = 1;
        for (long amount : user.getValue()) {
          update.setLong(parameter++, amount);
        }
        update.setLong(parameter, user.getKey());
        update.addBatch();
      }
      if (!users.isEmpty()) {
        update.executeBatch();
      }
    }
  }

  /** In the order of {@link #SUMS}. */
  private static long[] amounts(UserTorrentTotal total) {
    return new long[] {
      total.uploaded(),
      total.downloaded(),
      total.creditedUploaded(),
      total.creditedDownloaded(),
      total.seedSeconds(),
      total.leechSeconds(),
      total.snatches()
    };
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = new long[a.length];
    for (int i = 0; i < sum.length; i++) {
      long exact = a[i] + b[i];
      sum[i] = exact < 0 ? Long.MAX_VALUE : exact;
    }
    return sum;
  }
}
