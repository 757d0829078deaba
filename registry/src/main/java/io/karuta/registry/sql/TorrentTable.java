package io.karuta.registry.sql;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Torrent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Locale;

/** Torrents; their counts are left to the accounting once the row is there. */
final class TorrentTable implements Table<Torrent> {

  @Override
  public String name() {
    return "torrents";
  }

  @Override
  public String keyColumn() {
    return "torrent_id";
  }

  @Override
  public String selectSql() {
    return """
    select torrent_id, info_hash, name, status, reason, upload_percent, download_percent,
      snatches
    from torrents\
    """;
  }

  // By info hash: that is what a torrent is, and the site may give it another number.
  @Override
  public String updateSql() {
    return """
    update torrents set torrent_id = ?, name = ?, status = ?, reason = ?,
      upload_percent = ?, download_percent = ?
    where info_hash = ?\
    """;
  }

  @Override
  public String insertSql() {
    return """
    insert into torrents
      (torrent_id, name, status, reason, upload_percent, download_percent, info_hash, snatches)
    values (?, ?, ?, ?, ?, ?, ?, ?)\
    """;
  }

  @Override
  public String selectKeySql() {
    return "select info_hash from torrents where info_hash";
  }

  @Override
  public String deleteSql() {
    return "delete from torrents where info_hash = ?";
  }

  // No torrent's number is negative.
  @Override
  public String parkSql() {
    return "update torrents set torrent_id = -torrent_id where info_hash = ?";
  }

  @Override
  public Torrent read(Row row) throws SQLException, BadRowException {
    return Torrent.of(
        InfoHash.of(row.bytes("info_hash", InfoHash.LENGTH_BYTES), 0),
        row.number("torrent_id"),
        row.text("name"),
        statusOf(row.text("status")),
        row.text("reason"),
        row.percent("upload_percent"),
        row.percent("download_percent"),
        row.count("snatches"));
  }

  @Override
  public void bind(Torrent torrent, PreparedStatement statement) throws SQLException {
    statement.setLong(1, torrent.number());
    statement.setString(2, torrent.name());
    statement.setString(3, columnText(torrent.status()));
    statement.setString(4, torrent.reason());
    statement.setInt(5, torrent.uploadPercent());
    statement.setInt(6, torrent.downloadPercent());
    statement.setBytes(7, torrent.infoHash().toBytes());
  }

  @Override
  public void bindNew(Torrent torrent, PreparedStatement statement) throws SQLException {
    statement.setLong(8, torrent.snatches());
  }

  @Override
  public void bindKeyColumn(int parameter, Torrent torrent, PreparedStatement statement)
      throws SQLException {
    statement.setBytes(parameter, torrent.infoHash().toBytes());
  }

  @Override
  public Comparator<Torrent> order() {
    return Comparator.comparingLong(Torrent::number);
  }

  @Override
  public Object keyOf(Torrent torrent) {
    return torrent.infoHash();
  }

  @Override
  public Object keyOf(Row row) throws SQLException {
    return InfoHash.of(row.rawBytes("info_hash"), 0);
  }

  @Override
  public Object otherKeyOf(Torrent torrent) {
    return torrent.number();
  }

  @Override
  public String describe(Torrent torrent) {
    return "torrent " + torrent.infoHash();
  }

  private static Torrent.Status statusOf(String text) throws BadRowException {
    for (Torrent.Status status : Torrent.Status.values()) {
      if (columnText(status).equals(text)) {
        return status;
      }
    }
    throw new BadRowException("status active, disabled or awaiting-approval", "'" + text + "'");
  }

  private static String columnText(Torrent.Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
