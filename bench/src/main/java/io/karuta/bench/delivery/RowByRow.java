package io.karuta.bench.delivery;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.delta.UserTorrentTotal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What one would write first: a batch in one transaction, of every total one upsert of its row in
 * {@code history} and one update each of its user and its torrent.
 */
final class RowByRow implements DeltaHandler {

  private static final String HISTORY =
      """
      insert into history (user_id, torrent_id, uploaded, downloaded, credited_uploaded,
        credited_downloaded, seed_seconds, leech_seconds, announces, snatches, first_announce,
        last_announce, active, left_bytes, client)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on duplicate key update uploaded = uploaded + values(uploaded),
        downloaded = downloaded + values(downloaded),
        credited_uploaded = credited_uploaded + values(credited_uploaded),
        credited_downloaded = credited_downloaded + values(credited_downloaded),
        seed_seconds = seed_seconds + values(seed_seconds),
        leech_seconds = leech_seconds + values(leech_seconds),
        announces = announces + values(announces), snatches = snatches + values(snatches),
        last_announce = values(last_announce), active = values(active),
        left_bytes = values(left_bytes), client = values(client)\
      """;

  private static final String USERS =
      """
      update users set uploaded = uploaded + ?, downloaded = downloaded + ?,
        credited_uploaded = credited_uploaded + ?, credited_downloaded = credited_downloaded + ?,
        seed_seconds = seed_seconds + ?, leech_seconds = leech_seconds + ?,
        snatches = snatches + ?
      where user_id = ?\
      """;

  private static final String TORRENTS =
      """
      update torrents set snatches = snatches + ?, seeders = ?, leechers = ?, announced_at = ?
      where torrent_id = ?\
      """;

  private final DataSource database;
  private final boolean driverBatches;

  /**
   * A handler.
   *
   * @param driverBatches whether the driver gets the statements of a batch together
   */
  RowByRow(DataSource database, boolean driverBatches) {
    this.database = database;
    this.driverBatches = driverBatches;
  }

  @Override
  public void handle(DeltaBatch batch) throws DeltaHandlerException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement history = connection.prepareStatement(HISTORY);
          PreparedStatement users = connection.prepareStatement(USERS);
          PreparedStatement torrents = connection.prepareStatement(TORRENTS)) {
        for (UserTorrentTotal total : batch.totals()) {
          execute(history, historyValues(total), total.last().clientName());
          execute(users, userValues(total), "");
          execute(torrents, torrentValues(total), "");
        }
        if (driverBatches) {
          history.executeBatch();
          users.executeBatch();
          torrents.executeBatch();
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw new DeltaHandlerException("database: " + e.getMessage(), e);
    }
  }

  private static long[] historyValues(UserTorrentTotal total) {
    long atSecond = total.last().atSecond();
    return new long[] {
      total.userNumber(),
      total.torrentNumber(),
      total.uploaded(),
      total.downloaded(),
      total.creditedUploaded(),
      total.creditedDownloaded(),
      total.seedSeconds(),
      total.leechSeconds(),
      total.announces(),
      total.snatches(),
      atSecond,
      atSecond,
      total.last().active() ? 1 : 0,
      total.last().left()
    };
  }

  private static long[] userValues(UserTorrentTotal total) {
    return new long[] {
      total.uploaded(),
      total.downloaded(),
      total.creditedUploaded(),
      total.creditedDownloaded(),
      total.seedSeconds(),
      total.leechSeconds(),
      total.snatches(),
      total.userNumber()
    };
  }

  private static long[] torrentValues(UserTorrentTotal total) {
    return new long[] {
      total.snatches(),
      total.last().seeders(),
      total.last().leechers(),
      total.last().atSecond(),
      total.torrentNumber()
    };
  }

  private void execute(PreparedStatement statement, long[] numbers, String text)
      throws SQLException {
    for (int i = 0; i < numbers.length; i++) {
      statement.setLong(i + 1, numbers[i]);
    }
    if (!text.isEmpty()) {
      statement.setString(numbers.length + 1, text);
    }
    if (driverBatches) {
      statement.addBatch();
    } else {
      statement.executeUpdate();
    }
  }

  @Override
  public void close() {}
}
