package io.karuta.registry.importer;

import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** UNIT3D's. */
final class Unit3dTables {

  private static final Set<String> GROUPS_WITHOUT_ANNOUNCES =
      Set.of("banned", "validating", "disabled", "pruned");
  private static final int PENDING = 0;
  private static final int APPROVED = 1;
  private static final int POSTPONED = 3;
  private static final int PAR = 100;
  private static final int DOUBLE = 200;
  private static final int FREE = 0;

  private Unit3dTables() {}

  static List<SiteTable> of(SiteColumns columns) {
    columns.require("users", "id", "passkey", "username", "group_id");
    columns.require("groups", "id", "slug");
    columns.require("torrents", "id", "info_hash", "name", "status");
    List<SiteTable> tables = new ArrayList<>();
    tables.add(users(columns));
    tables.add(torrents(columns));
    if (columns.hasTable("freeleech_tokens")) {
      columns.require("freeleech_tokens", "user_id", "torrent_id");
      tables.add(
          new SiteTable(
              "freeleech_tokens",
              "user_id,torrent_id",
              "from freeleech_tokens",
              "user_id, torrent_id",
              "user_id, torrent_id",
              row ->
                  SiteEdits.token(
                      new CreditToken(
                          row.number("user_id"), row.number("torrent_id"), PAR, FREE, 0))));
    }
    return tables;
  }

  private static SiteTable users(SiteColumns columns) {
    String personalFreeleech =
        columns.has("personal_freeleeches", "user_id")
            ? "exists(select 1 from personal_freeleeches p where p.user_id = u.id)"
            : "0";
    return new SiteTable(
        "users",
        "id",
        "from users u left join `groups` g on g.id = u.group_id",
        "u.id, u.passkey, u.username, g.slug, "
            + columns.or("users", "can_download", "u", "1")
            + ", "
            + columns.or("users", "uploaded", "u", "0")
            + ", "
            + columns.or("users", "downloaded", "u", "0")
            + ", "
            + columns.or("users", "deleted_at", "u", "null")
            + ", "
            + columns.or("groups", "is_freeleech", "g", "0")
            + ", "
            + columns.or("groups", "is_double_upload", "g", "0")
            + ", "
            + personalFreeleech
            + " as personal_freeleech",
        "u.id",
        Unit3dTables::user,
        row -> SiteEdits.totals(row.total("uploaded"), row.total("downloaded")));
  }

  private static Change user(SiteRow row) throws SQLException, RefusedRowException {
    boolean enabled =
        row.text("deleted_at").isEmpty() && !GROUPS_WITHOUT_ANNOUNCES.contains(row.text("slug"));
    boolean mayLeech = row.flag("can_download", true);
    boolean free = row.flag("is_freeleech", false) || row.flag("personal_freeleech", false);
    boolean twice = row.flag("is_double_upload", false);
    return SiteEdits.user(
        row.number("id"),
        row.passkey("passkey"),
        row.name("username"),
        user ->
            new User(
                user.number(),
                user.passkey(),
                user.name(),
                enabled,
                mayLeech,
                twice ? DOUBLE : PAR,
                free ? FREE : PAR));
  }

  private static SiteTable torrents(SiteColumns columns) {
    String featured =
        columns.has("featured_torrents", "torrent_id")
            ? "exists(select 1 from featured_torrents f where f.torrent_id = t.id)"
            : "0";
    String deletedAt = columns.or("torrents", "deleted_at", "t", "null");
    // Of two rows with one info hash, the one that wasn't deleted stands for it.
    String order =
        columns.has("torrents", "deleted_at") ? "t.deleted_at is not null, t.id" : "t.id";
    return new SiteTable(
        "torrents",
        "id",
        "from torrents t",
        "t.id, t.info_hash, t.name, t.status, "
            + columns.or("torrents", "free", "t", "0")
            + ", "
            + columns.or("torrents", "doubleup", "t", "0")
            + ", "
            + columns.or("torrents", "times_completed", "t", "0")
            + ", "
            + deletedAt
            + ", "
            + featured
            + " as featured",
        order,
        Unit3dTables::torrent);
  }

  private static Change torrent(SiteRow row) throws SQLException, RefusedRowException {
    boolean featured = row.flag("featured", false);
    boolean deleted = !row.text("deleted_at").isEmpty();
    int status = (int) row.count("status");
    boolean waiting = status == PENDING || status == POSTPONED;
    boolean wanted = !deleted && (status == APPROVED || waiting);
    return SiteEdits.torrent(
        Torrent.of(
            row.infoHash("info_hash"),
            row.number("id"),
            row.name("name"),
            !wanted
                ? Torrent.Status.DISABLED
                : waiting ? Torrent.Status.AWAITING_APPROVAL : Torrent.Status.ACTIVE,
            deleted ? "torrent was deleted" : wanted ? "" : "torrent was rejected",
            featured || row.flag("doubleup", false) ? DOUBLE : PAR,
            featured ? FREE : PAR - row.share("free"),
            row.count("times_completed")));
  }
}
