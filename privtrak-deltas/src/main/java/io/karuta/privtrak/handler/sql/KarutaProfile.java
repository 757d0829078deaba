package io.karuta.privtrak.handler.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements for the tracker's own tables {@code history}, {@code users} and {@code torrents},
 * in SQL that MariaDB and H2 in MariaDB mode understand alike.
 */
final class KarutaProfile {

  private KarutaProfile() {}

  static List<SqlStatement> statements(Place place) {
    return List.of(
        parser(place, 0, Grouping.USER_TORRENT).upsert("history", historyRow(), historyChange()),
        parser(place, 1, Grouping.USER)
            .update(
                "users",
                List.of("user_id = :user_number"),
                List.of(
                    add("uploaded", ":uploaded"),
                    add("downloaded", ":downloaded"),
                    add("credited_uploaded", ":credited_uploaded"),
                    add("credited_downloaded", ":credited_downloaded"),
                    add("seed_seconds", ":seed_seconds"),
                    add("leech_seconds", ":leech_seconds"),
                    add("snatches", ":snatches"))),
        parser(place, 2, Grouping.TORRENT)
            .update(
                "torrents",
                List.of("torrent_id = :torrent_number"),
                List.of(
                    add("snatches", ":snatches"),
                    "seeders = :seeders",
                    "leechers = :leechers",
                    "announced_at = :last_second")));
  }

  private static List<String> historyRow() {
    return List.of(
        "user_id = :user_number",
        "torrent_id = :torrent_number",
        "uploaded = :uploaded",
        "downloaded = :downloaded",
        "credited_uploaded = :credited_uploaded",
        "credited_downloaded = :credited_downloaded",
        "seed_seconds = :seed_seconds",
        "leech_seconds = :leech_seconds",
        "announces = :announces",
        "snatches = :snatches",
        "snatched_at = :snatch_second",
        "first_announce = :first_second",
        "last_announce = coalesce(:announce_second, :first_second)",
        "active = :active",
        "left_bytes = :left",
        "client = left(:client_name, 255)");
  }

  private static List<String> historyChange() {
    List<String> change = new ArrayList<>();
    for (String sum :
        List.of(
            "uploaded",
            "downloaded",
            "credited_uploaded",
            "credited_downloaded",
            "seed_seconds",
            "leech_seconds",
            "announces")) {
      change.add(add(sum, "values(" + sum + ")"));
    }
    change.add("snatches = least(snatches + values(snatches), " + Integer.MAX_VALUE + ")");
    change.add("snatched_at = coalesce(snatched_at, values(snatched_at))");
    change.add(
        "last_announce = case when values(announces) > 0"
            + " then greatest(last_announce, values(last_announce)) else last_announce end");
    change.add("active = values(active)");
    change.add("left_bytes = values(left_bytes)");
    change.add("client = case when values(client) = '' then client else values(client) end");
    return List.copyOf(change);
  }

  /**
   * {@code column = column + amount} that stops at the largest number: an overflow would be an
   * error, and the row would be refused for ever.
   */
  private static String add(String column, String amount) {
    return "%1$s = %1$s + least(%2$s, %3$d - %1$s)".formatted(column, amount, Long.MAX_VALUE);
  }

  private static StatementParser parser(Place place, int index, Grouping per) {
    Place own = new Place(place.origin(), place.path() + ".profile(karuta)[" + index + "]");
    return new StatementParser(
        own,
        per,
        (key, expected, found) -> {
          throw new IllegalStateException(
              own + "." + key + ": " + found + " (expected: " + expected + ")");
        });
  }
}
