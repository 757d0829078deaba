package io.karuta.registry.importer;

import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What mika 1 warmed up from; the whitelist is also that of Gazelle. */
final class XbtTables {

  private XbtTables() {}

  static List<SiteTable> of(SiteColumns columns) {
    columns.require("users", "id", "passkey", "username");
    columns.require("torrents", "id", "info_hash", "release_name");
    List<SiteTable> tables = new ArrayList<>();
    tables.add(users(columns));
    tables.add(torrents(columns));
    tables.addAll(whitelist(columns));
    return tables;
  }

  // XBT's own table has the totals, unless the site keeps them with its users.
  private static SiteTable users(SiteColumns columns) {
    boolean apart = columns.has("xbt_users", "uid") && columns.has("xbt_users", "uploaded");
    return new SiteTable(
        "users",
        "id",
        "from users u" + (apart ? " left join xbt_users x on x.uid = u.id" : ""),
        "u.id, u.passkey, u.username, "
            + (apart
                ? "x.uploaded, x.downloaded"
                : columns.or("users", "uploaded", "u", "0")
                    + ", "
                    + columns.or("users", "downloaded", "u", "0")),
        "u.id",
        XbtTables::user,
        row -> SiteEdits.totals(row.total("uploaded"), row.total("downloaded")));
  }

  private static SiteTable torrents(SiteColumns columns) {
    boolean counted =
        columns.has("xbt_files", "info_hash") && columns.has("xbt_files", "completed");
    return new SiteTable(
        "torrents",
        "id",
        "from torrents t" + (counted ? " left join xbt_files f on f.info_hash = t.info_hash" : ""),
        "t.id, t.info_hash, t.release_name, " + (counted ? "f.completed" : "0 as completed"),
        "t.id",
        row ->
            SiteEdits.torrent(
                row.infoHash("info_hash"),
                row.number("id"),
                row.name("release_name"),
                row.count("completed")));
  }

  /** The client whitelist, if there is one. */
  static List<SiteTable> whitelist(SiteColumns columns) {
    if (!columns.hasTable("xbt_client_whitelist")) {
      return List.of();
    }
    columns.require("xbt_client_whitelist", "peer_id", "vstring");
    return List.of(
        new SiteTable(
            "xbt_client_whitelist",
            "peer_id",
            "from xbt_client_whitelist",
            "peer_id, vstring",
            "peer_id",
            XbtTables::client));
  }

  private static Change user(SiteRow row) throws SQLException, RefusedRowException {
    return SiteEdits.user(
        row.number("id"), row.passkey("passkey"), row.name("username"), UnaryOperator.identity());
  }

  private static Change client(SiteRow row) throws SQLException, RefusedRowException {
    String prefix = row.text("peer_id");
    try {
      return SiteEdits.client(new Client(prefix, row.name("vstring")));
    } catch (IllegalArgumentException e) {
      throw new RefusedRowException("peer_id of 1 to 20 of printable ASCII", "'" + prefix + "'");
    }
  }
}
