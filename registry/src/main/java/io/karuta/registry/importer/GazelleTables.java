package io.karuta.registry.importer;

import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Those of Gazelle, as What.CD left it and as its heirs have changed it. */
final class GazelleTables {

  private static final int PAR = 100;
  private static final int FREE = 0;
  private static final String ENABLED = "1";
  private static final long TOKEN_SECONDS = Duration.ofDays(30).toSeconds();

  private GazelleTables() {}

  static List<SiteTable> of(SiteColumns columns) {
    columns.require("users_main", "id", "username", "torrent_pass", "enabled");
    columns.require("torrents", "id", "info_hash");
    List<SiteTable> tables = new ArrayList<>();
    tables.add(users(columns));
    tables.add(torrents(columns));
    if (columns.hasTable("users_freeleeches")) {
      columns.require("users_freeleeches", "userid", "torrentid", "time", "expired");
      tables.add(
          new SiteTable(
              "users_freeleeches",
              "UserID,TorrentID",
              "from users_freeleeches where Expired = '0'",
              "UserID, TorrentID, unix_timestamp(Time) as since",
              "UserID, TorrentID",
              row ->
                  SiteEdits.token(
                      new CreditToken(
                          row.number("UserID"),
                          row.number("TorrentID"),
                          PAR,
                          FREE,
                          row.count("since") + TOKEN_SECONDS))));
    }
    tables.addAll(XbtTables.whitelist(columns));
    return tables;
  }

  private static SiteTable users(SiteColumns columns) {
    boolean apart =
        columns.has("users_leech_stats", "userid") && columns.has("users_leech_stats", "uploaded");
    return new SiteTable(
        "users_main",
        "ID",
        "from users_main u" + (apart ? " left join users_leech_stats l on l.UserID = u.ID" : ""),
        "u.ID, u.Username, u.torrent_pass, u.Enabled, "
            + columns.or("users_main", "can_leech", "u", "1")
            + ", "
            + (apart
                ? "l.Uploaded, l.Downloaded"
                : columns.or("users_main", "Uploaded", "u", "0")
                    + ", "
                    + columns.or("users_main", "Downloaded", "u", "0")),
        "u.ID",
        GazelleTables::user,
        row -> SiteEdits.totals(row.total("Uploaded"), row.total("Downloaded")));
  }

  private static Change user(SiteRow row) throws SQLException, RefusedRowException {
    boolean enabled = row.text("Enabled").equals(ENABLED);
    boolean mayLeech = row.flag("can_leech", true);
    return SiteEdits.user(
        row.number("ID"),
        row.passkey("torrent_pass"),
        row.name("Username"),
        user ->
            new User(
                user.number(),
                user.passkey(),
                user.name(),
                enabled,
                mayLeech,
                user.uploadPercent(),
                user.downloadPercent()));
  }

  private static SiteTable torrents(SiteColumns columns) {
    boolean named = columns.has("torrents_group", "name") && columns.has("torrents", "groupid");
    boolean countedApart = columns.has("torrents_leech_stats", "snatched");
    return new SiteTable(
        "torrents",
        "ID",
        "from torrents t"
            + (named ? " left join torrents_group g on g.ID = t.GroupID" : "")
            + (countedApart ? " left join torrents_leech_stats s on s.TorrentID = t.ID" : ""),
        "t.ID, t.info_hash, "
            + (named ? "g.Name, " : "'' as Name, ")
            + columns.or("torrents", "freetorrent", "t", "'0'")
            + ", "
            + (countedApart ? "s.Snatched" : columns.or("torrents", "Snatched", "t", "0")),
        "t.ID",
        GazelleTables::torrent);
  }

  private static Change torrent(SiteRow row) throws SQLException, RefusedRowException {
    return SiteEdits.torrent(
        Torrent.of(
            row.infoHash("info_hash"),
            row.number("ID"),
            row.name("Name"),
            Torrent.Status.ACTIVE,
            "",
            PAR,
            downloadPercent(row.text("freetorrent")),
            row.count("Snatched")));
  }

  // Neutral leech, 2, credits no upload either, which a torrent's factor can't say.
  private static int downloadPercent(String freetorrent) throws RefusedRowException {
    return switch (freetorrent) {
      case "", "0" -> PAR;
      case "1", "2" -> FREE;
      case "11" -> 75;
      case "12" -> 50;
      case "13" -> 25;
      default ->
          throw new RefusedRowException(
              "freetorrent of 0, 1, 2, 11, 12 or 13", "'" + freetorrent + "'");
    };
  }
}
