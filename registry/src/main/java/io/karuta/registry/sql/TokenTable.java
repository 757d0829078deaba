package io.karuta.registry.sql;

import io.karuta.pipeline.registry.CreditToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** Tokens. */
final class TokenTable implements Table<CreditToken> {

  private static final int PAR = 100;

  @Override
  public String name() {
    return "tokens";
  }

  @Override
  public String keyColumn() {
    return "user_id";
  }

  @Override
  public String selectSql() {
    return """
    select user_id, torrent_id, upload_percent, download_percent, expires_at
    from tokens\
    """;
  }

  @Override
  public String selectKeySql() {
    return "select user_id, torrent_id from tokens where user_id";
  }

  @Override
  public String updateSql() {
    return """
    update tokens set upload_percent = ?, download_percent = ?, expires_at = ?
    where user_id = ? and torrent_id = ?\
    """;
  }

  @Override
  public String insertSql() {
    return """
    insert into tokens (upload_percent, download_percent, expires_at, user_id, torrent_id)
    values (?, ?, ?, ?, ?)\
    """;
  }

  @Override
  public String deleteSql() {
    return "delete from tokens where user_id = ? and torrent_id = ?";
  }

  @Override
  public CreditToken read(Row row) throws SQLException, BadRowException {
    long user = row.number("user_id");
    long torrent = row.number("torrent_id");
    int upload = row.percent("upload_percent");
    int download = row.percent("download_percent");
    long expires = row.count("expires_at");
    if (upload < PAR) {
      throw new BadRowException("upload_percent of 100 to 1000", String.valueOf(upload));
    }
    if (download > PAR) {
      throw new BadRowException("download_percent of 0 to 100", String.valueOf(download));
    }
    return new CreditToken(user, torrent, upload, download, expires);
  }

  @Override
  public void bind(CreditToken token, PreparedStatement statement) throws SQLException {
    statement.setInt(1, token.uploadPercent());
    statement.setInt(2, token.downloadPercent());
    statement.setLong(3, token.expiresSecond());
    statement.setLong(4, token.userNumber());
    statement.setLong(5, token.torrentNumber());
  }

  @Override
  public void bindKey(CreditToken token, PreparedStatement statement) throws SQLException {
    statement.setLong(1, token.userNumber());
    statement.setLong(2, token.torrentNumber());
  }

  @Override
  public void bindKeyColumn(int parameter, CreditToken token, PreparedStatement statement)
      throws SQLException {
    statement.setLong(parameter, token.userNumber());
  }

  @Override
  public Comparator<CreditToken> order() {
    return Comparator.comparingLong(CreditToken::userNumber)
        .thenComparingLong(CreditToken::torrentNumber);
  }

  @Override
  public Object keyOf(CreditToken token) {
    return List.of(token.userNumber(), token.torrentNumber());
  }

  @Override
  public Object keyOf(Row row) throws SQLException {
    return List.of(row.rawLong("user_id"), row.rawLong("torrent_id"));
  }

  @Override
  public String describe(CreditToken token) {
    return "token of user " + token.userNumber() + " for torrent " + token.torrentNumber();
  }

  /** Forgets those that have expired by a time. */
  static void purge(Connection connection, long untilSecond) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from tokens where expires_at > 0 and expires_at <= ?")) {
      delete.setLong(1, untilSecond);
      delete.executeUpdate();
    }
  }
}
