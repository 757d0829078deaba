package io.karuta.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/** An update of the tracker keeps what the tables of an earlier one held. */
@EachDatabase
class MigrationTest {

  private final TestDatabase database;

  MigrationTest(TestDatabase database) {
    this.database = database;
    flyway("3").clean();
  }

  @Test
  void keepsRowsFromTheFirstVersionOn() {
    flyway("1").migrate();
    fill();
    database.execute("insert into delivered values ('ring-1', 17, 1000), ('ring-2', 18, 2000)");

    flyway("2").migrate();
    assertDelivered("ring-1", 17, 1000);
    assertDelivered("ring-2", 18, 2000);
    database.execute(
        """
        insert into karuta_dead_letters (ring, handler, first_sequence, last_sequence,
          statement_text, row_values, reason, created_at)
        values ('ring-1', 'sql', 5, 6, 'statement', '{}', 'too long', 3000)
        """);

    flyway("3").migrate();
    assertDelivered("ring-1", 17, 1000);
    assertDelivered("ring-2", 18, 2000);
    assertThat(database.number("select count(*) from karuta_delivery")).isEqualTo(2);
    assertThat(database.number("select count(*) from karuta_dead_letters where last_sequence = 6"))
        .isEqualTo(1);
    assertFilled();
    for (String table : new String[] {"tokens", "karuta_request_keys", "karuta_settings"}) {
      assertThat(database.number("select count(*) from " + table)).as(table).isZero();
    }
  }

  private void fill() {
    database.execute(
        """
        insert into users (user_id, passkey, name, enabled, can_leech, upload_percent,
          download_percent, uploaded, downloaded, credited_uploaded, credited_downloaded,
          seed_seconds, leech_seconds, snatches)
        values (7, 'Key', 'b. gätes', false, true, 150, 50, 1, 2, 3, 4, 5, 6, 8)
        """);
    database.execute(
        """
        insert into torrents (torrent_id, info_hash, name, status, reason, upload_percent,
          download_percent, snatches, seeders, leechers, announced_at)
        values (70, x'00ff0000000000000000000000000000000000aa', 'Töne', 'disabled', 'why', 110,
          90, 9, 10, 11, 12)
        """);
    database.execute("insert into clients (prefix, name) values ('-DE', 'Deluge')");
    database.execute(
        """
        insert into history (user_id, torrent_id, uploaded, first_announce, last_announce, active,
          left_bytes, client)
        values (7, 70, 13, 14, 15, true, 16, 'Deluge')
        """);
  }

  private void assertFilled() {
    assertThat(
            database.number(
                """
                select count(*) from users where user_id = 7 and passkey = 'Key'
                  and name = 'b. gätes' and not enabled and can_leech and upload_percent = 150
                  and download_percent = 50 and uploaded = 1 and downloaded = 2
                  and credited_uploaded = 3 and credited_downloaded = 4 and seed_seconds = 5
                  and leech_seconds = 6 and snatches = 8
                """))
        .isEqualTo(1);
    assertThat(
            database.number(
                """
                select count(*) from torrents where torrent_id = 70
                  and info_hash = x'00ff0000000000000000000000000000000000aa' and name = 'Töne'
                  and status = 'disabled' and reason = 'why' and upload_percent = 110
                  and download_percent = 90 and snatches = 9 and seeders = 10 and leechers = 11
                  and announced_at = 12
                """))
        .isEqualTo(1);
    assertThat(database.number("select count(*) from clients where name = 'Deluge'")).isEqualTo(1);
    assertThat(
            database.number(
                """
                select count(*) from history where user_id = 7 and torrent_id = 70
                  and uploaded = 13 and first_announce = 14 and last_announce = 15 and active
                  and left_bytes = 16 and client = 'Deluge'
                """))
        .isEqualTo(1);
  }

  private void assertDelivered(String ring, long sequence, long second) {
    assertThat(
            database.number(
                """
                select count(*) from karuta_delivery
                where ring = '%s' and handler = 'sql' and last_sequence = %d and delivered_at = %d
                """
                    .formatted(ring, sequence, second)))
        .isEqualTo(1);
  }

  private Flyway flyway(String version) {
    return Flyway.configure()
        .dataSource(database.dataSource())
        .table("schema_history")
        .target(MigrationVersion.fromVersion(version))
        .cleanDisabled(false)
        .load();
  }
}
