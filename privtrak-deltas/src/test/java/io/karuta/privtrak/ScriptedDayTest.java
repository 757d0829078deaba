package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerEnvironment;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.privtrak.handler.sql.SqlDeltaHandlerFactory;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A day of two clients of user 7 in torrent 100, who gets twice the upload credit and pays half the
 * download: what it makes of our tables, and of a site's with other names and units, some like
 * UNIT3D's and some like Gazelle's.
 */
@EachDatabase
class ScriptedDayTest {

  private static final int START = FakeClock.START_SECOND;
  private static final int DESKTOP = 1;
  private static final int SEEDBOX = 2;

  private static final List<String> SITE_TABLES =
      List.of(
          """
          create table site_users (
            id bigint not null primary key, up bigint not null, down bigint not null
          ) engine=InnoDB\
          """,
          """
          create table site_history (
            user_id bigint not null, torrent_id bigint not null, agent varchar(64) not null,
            uploaded bigint not null, actual_uploaded bigint not null,
            client_uploaded bigint not null, downloaded bigint not null,
            actual_downloaded bigint not null, client_downloaded bigint not null,
            seeder tinyint not null, active tinyint not null, seed_minutes decimal(20, 2) not null,
            created_ms bigint not null, updated_ms bigint not null, completed_ms bigint,
            primary key (user_id, torrent_id)
          ) engine=InnoDB\
          """,
          """
          create table site_peers (
            user_id bigint not null, torrent_id bigint not null, peer_id binary(20) not null,
            ip varbinary(16) not null, port int not null, uploaded bigint not null,
            downloaded bigint not null, `left` bigint not null, seeder tinyint not null,
            active tinyint not null, updated_ms bigint not null,
            primary key (user_id, torrent_id, peer_id)
          ) engine=InnoDB\
          """,
          """
          create table site_torrents (
            id bigint not null primary key, seeders int not null, leechers int not null,
            times_completed int not null, balance bigint not null
          ) engine=InnoDB\
          """,
          """
          create table torrents_leech_stats (
            torrentid bigint not null primary key, seeders int not null, leechers int not null,
            snatched int not null
          ) engine=InnoDB\
          """,
          """
          create table xbt_files_users (
            uid bigint not null, fid bigint not null, peer_id binary(20) not null,
            active tinyint not null, announced int not null, remaining bigint not null,
            uploaded bigint not null, timespent bigint not null, useragent varchar(51) not null,
            ip varchar(15) not null, mtime int not null,
            primary key (peer_id, fid, uid)
          ) engine=InnoDB\
          """,
          """
          create table xbt_snatched (
            uid bigint not null, tstamp int not null, fid bigint not null, ip varchar(15) not null
          ) engine=InnoDB\
          """);

  private static final List<Map<String, ?>> SITE_STATEMENTS =
      List.of(
          Map.of(
              "per",
              "user",
              "update",
              "site_users",
              "where",
              List.of("id = :user_number"),
              "set",
              List.of("up = up + :credited_uploaded", "down = down + :credited_downloaded")),
          Map.of(
              "per",
              "user-torrent",
              "upsert",
              "site_history",
              "insert",
              List.of(
                  "user_id = :user_number",
                  "torrent_id = :torrent_number",
                  "agent = left(:client_name, 64)",
                  "uploaded = :credited_uploaded",
                  "actual_uploaded = :uploaded",
                  "client_uploaded = :client_uploaded",
                  "downloaded = :credited_downloaded",
                  "actual_downloaded = :downloaded",
                  "client_downloaded = :client_downloaded",
                  "seeder = :seeder",
                  "active = :active",
                  "seed_minutes = :seed_seconds / 60.0",
                  "created_ms = :first_second * 1000",
                  "updated_ms = :last_second * 1000",
                  "completed_ms = :snatch_second * 1000"),
              "on-duplicate",
              List.of(
                  "agent = case when values(agent) = '' then agent else values(agent) end",
                  "uploaded = uploaded + values(uploaded)",
                  "actual_uploaded = actual_uploaded + values(actual_uploaded)",
                  "client_uploaded = values(client_uploaded)",
                  "downloaded = downloaded + values(downloaded)",
                  "actual_downloaded = actual_downloaded + values(actual_downloaded)",
                  "client_downloaded = values(client_downloaded)",
                  "seeder = values(seeder)",
                  "seed_minutes = seed_minutes + values(seed_minutes)",
                  "updated_ms = values(updated_ms)",
                  "completed_ms = coalesce(completed_ms, values(completed_ms))")),
          Map.of(
              "per",
              "peer",
              "upsert",
              "site_peers",
              "insert",
              List.of(
                  "user_id = :user_number",
                  "torrent_id = :torrent_number",
                  "peer_id = :peer_id",
                  "ip = coalesce(:ip, x'')",
                  "port = coalesce(:port, 0)",
                  "uploaded = :client_uploaded",
                  "downloaded = :client_downloaded",
                  "`left` = :left",
                  "seeder = :seeder",
                  "active = :active",
                  "updated_ms = :last_second * 1000"),
              "on-duplicate",
              List.of(
                  "ip = case when values(ip) = x'' then ip else values(ip) end",
                  "port = case when values(port) = 0 then port else values(port) end",
                  "uploaded = values(uploaded)",
                  "downloaded = values(downloaded)",
                  "`left` = values(`left`)",
                  "seeder = values(seeder)",
                  "active = values(active)",
                  "updated_ms = values(updated_ms)")),
          // As long as any of the user's clients is there.
          Map.of(
              "per",
              "user-torrent",
              "update",
              "site_history",
              "where",
              List.of("user_id = :user_number", "torrent_id = :torrent_number"),
              "set",
              List.of(
                  "active = case when exists (select 1 from site_peers p"
                      + " where p.user_id = :user_number and p.torrent_id = :torrent_number"
                      + " and p.active = 1) then 1 else 0 end")),
          Map.of(
              "per",
              "torrent",
              "update",
              "site_torrents",
              "where",
              List.of("id = :torrent_number"),
              "set",
              List.of(
                  "seeders = seeders + :seeders_change",
                  "leechers = leechers + :leechers_change",
                  "times_completed = times_completed + :snatches",
                  "balance = balance + :uploaded - :downloaded")),
          Map.of(
              "per",
              "torrent",
              "upsert",
              "torrents_leech_stats",
              "insert",
              List.of(
                  "TorrentID = :torrent_number",
                  "Seeders = :seeders",
                  "Leechers = :leechers",
                  "Snatched = :snatches"),
              "on-duplicate",
              List.of(
                  "Seeders = values(Seeders)",
                  "Leechers = values(Leechers)",
                  "Snatched = Snatched + values(Snatched)")),
          Map.of(
              "per",
              "peer",
              "upsert",
              "xbt_files_users",
              "insert",
              List.of(
                  "uid = :user_number",
                  "fid = :torrent_number",
                  "peer_id = :peer_id",
                  "active = :active",
                  "announced = :announces",
                  "remaining = :left",
                  "uploaded = :client_uploaded",
                  "timespent = :seed_seconds + :leech_seconds",
                  "useragent = left(:user_agent, 51)",
                  "ip = coalesce(:ipv4_text, '')",
                  "mtime = :last_second"),
              "on-duplicate",
              List.of(
                  "active = values(active)",
                  "announced = announced + values(announced)",
                  "remaining = values(remaining)",
                  "uploaded = values(uploaded)",
                  "timespent = timespent + values(timespent)",
                  "mtime = values(mtime)")),
          Map.of(
              "per",
              "snatch",
              "insert-into",
              "xbt_snatched",
              "insert",
              List.of(
                  "uid = :user_number",
                  "tstamp = :last_second",
                  "fid = :torrent_number",
                  "ip = coalesce(:ipv4_text, '')")));

  private final TestDatabase database;
  private final ModelPeerStore store = ModelPeerStore.create();

  ScriptedDayTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void makeTables() {
    database.clear();
    database.execute("insert into users (user_id, passkey) values (7, 'seven')");
    database.execute("insert into torrents (torrent_id, info_hash) values (100, x'01')");
    SITE_TABLES.forEach(database::execute);
    database.execute("insert into site_users (id, up, down) values (7, 1000000, 5)");
    database.execute(
        "insert into site_torrents (id, seeders, leechers, times_completed, balance)"
            + " values (100, 40, 50, 60, 0)");
  }

  @AfterEach
  void dropTables() {
    for (String table : SITE_TABLES) {
      String name = table.replaceAll("(?s)create table (\\w+).*", "$1");
      database.execute("drop table " + name);
    }
  }

  @Test
  void givesTheRowsOfBothSchemas() throws SQLException {
    try (TestAccounting accounting =
        TestAccounting.with(64, 4, Duration.ofHours(1), openHandler())) {
      playTheDay(accounting);
    }

    assertOurTables();
    assertUnit3dLikeTables();
    assertGazelleLikeTables();
    assertThat(database.number("select count(*) from karuta_dead_letters")).isZero();
  }

  private DeltaHandler openHandler() {
    FakeOptions options = FakeOptions.of(Map.of("statements", SITE_STATEMENTS));
    var plan = new SqlDeltaHandlerFactory().configure(options);
    assertThat(options.problems()).isEmpty();
    return plan.create(
        new DeltaHandlerEnvironment(
            "sql", database::dataSource, new FakeMetrics(), new FakeClock()));
  }

  private void playTheDay(TestAccounting accounting) {
    announce(accounting, 0, DESKTOP, Event.STARTED, 0, 0, 1000);
    announce(accounting, 1800, DESKTOP, Event.NONE, 100, 400, 600);
    announce(accounting, 3600, SEEDBOX, Event.STARTED, 0, 0, 1000);
    announce(accounting, 3600, DESKTOP, Event.COMPLETED, 300, 1000, 0);
    announce(accounting, 5400, DESKTOP, Event.NONE, 800, 1000, 0);
    announce(accounting, 5400, SEEDBOX, Event.NONE, 10, 50, 950);
    announce(accounting, 6000, SEEDBOX, Event.STOPPED, 15, 60, 940); // paused
    announce(accounting, 7200, DESKTOP, Event.STOPPED, 900, 1000, 0);
    announce(accounting, 7200, SEEDBOX, Event.STARTED, 0, 0, 940); // resumed, counters anew
    announce(accounting, 9000, DESKTOP, Event.STARTED, 0, 0, 300); // a re-check found damage
    announce(accounting, 9600, DESKTOP, Event.COMPLETED, 40, 300, 0);
    announce(accounting, 10800, DESKTOP, Event.NONE, 100, 300, 0);
    accounting.clock.advanceSeconds(1);
    while (!store.expireSlice(START + 10801, accounting.sink)) {
      // until the seedbox, which fell silent, was found
    }
  }

  private void announce(
      TestAccounting accounting,
      int atSecond,
      int client,
      Event event,
      long uploaded,
      long downloaded,
      long left) {
    SwarmAnnounce announce =
        TestAnnounce.of(TestAccounting.SWARM)
            .peer(client)
            .overIpv4(client)
            .moved(uploaded, downloaded)
            .left(left)
            .event(event)
            .at(START + atSecond)
            .sink(accounting.sink)
            .toSwarmAnnounce();
    announce.user(0, 7);
    announce.terms().userNumber(7);
    announce.terms().torrentNumber(100);
    announce.terms().raiseUploadPercent(200);
    announce.terms().lowerDownloadPercent(50);
    announce.terms().clientName("Client " + client);
    store.announce(announce, new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6()));
  }

  private void assertOurTables() throws SQLException {
    assertRow(
        "users",
        "user_id = 7",
        "uploaded 1015, downloaded 1360, credited_uploaded 2030, credited_downloaded 680,"
            + " seed_seconds 4800, leech_seconds 4200, snatches 2");
    assertRow(
        "torrents",
        "torrent_id = 100",
        "snatches 2, seeders 1, leechers 0, announced_at " + (START + 10801));
    // The last delta is the seedbox's expiry.
    assertRow(
        "history",
        "user_id = 7 and torrent_id = 100",
        "uploaded 1015, downloaded 1360, credited_uploaded 2030, credited_downloaded 680,"
            + " seed_seconds 4800, leech_seconds 4200, snatches 2, announces 12, active 0,"
            + " left_bytes 940, client Client 1, first_announce "
            + START
            + ", last_announce "
            + (START + 10800)
            + ", snatched_at "
            + (START + 3600));
  }

  private void assertUnit3dLikeTables() throws SQLException {
    assertRow("site_users", "id = 7", "up 1002030, down 685");
    assertRow(
        "site_history",
        "user_id = 7",
        "torrent_id 100, agent Client 1, uploaded 2030, actual_uploaded 1015, client_uploaded 0,"
            + " downloaded 680, actual_downloaded 1360, client_downloaded 0, seeder 0, active 1,"
            + " seed_minutes 80.00, created_ms "
            + millis(0)
            + ", updated_ms "
            + millis(10801)
            + ", completed_ms "
            + millis(3600));
    assertRow(
        "site_peers",
        peer(DESKTOP),
        "user_id 7, torrent_id 100, port "
            + port(DESKTOP)
            + ", uploaded 100, downloaded 300,"
            + " left 0, seeder 1, active 1, updated_ms "
            + millis(10800));
    assertRow(
        "site_peers",
        peer(SEEDBOX),
        "user_id 7, torrent_id 100, port "
            + port(SEEDBOX)
            + ", uploaded 0, downloaded 0,"
            + " left 940, seeder 0, active 0, updated_ms "
            + millis(10801));
    assertThat(database.number("select count(*) from site_peers where length(ip) = 4"))
        .isEqualTo(2);
    assertRow(
        "site_torrents", "id = 100", "seeders 41, leechers 50, times_completed 62, balance -345");
  }

  private void assertGazelleLikeTables() throws SQLException {
    assertRow("torrents_leech_stats", "torrentid = 100", "seeders 1, leechers 0, snatched 2");
    assertRow(
        "xbt_files_users",
        peer(DESKTOP),
        "uid 7, fid 100, active 1, announced 8, remaining 0, uploaded 100, timespent 6600, ip "
            + TestAnnounce.ipv4(DESKTOP).address().getHostAddress()
            + ", mtime "
            + (START + 10800));
    assertRow(
        "xbt_files_users",
        peer(SEEDBOX),
        "uid 7, fid 100, active 0, announced 4, remaining 940, uploaded 0, timespent 2400, ip "
            + TestAnnounce.ipv4(SEEDBOX).address().getHostAddress()
            + ", mtime "
            + (START + 10801));
    assertThat(database.number("select count(*) from xbt_files_users")).isEqualTo(2);
    assertThat(database.number("select count(*) from xbt_snatched")).isEqualTo(2);
    assertRow(
        "xbt_snatched",
        "tstamp = " + (START + 3600),
        "uid 7, fid 100, ip " + TestAnnounce.ipv4(DESKTOP).address().getHostAddress());
    assertRow("xbt_snatched", "tstamp = " + (START + 9600), "uid 7, fid 100");
  }

  private static String peer(int client) {
    return "peer_id = x'" + TestAnnounce.peerId(client) + "'";
  }

  private static int port(int client) {
    return TestAnnounce.ipv4(client).port();
  }

  private static long millis(int second) {
    return (START + second) * 1000L;
  }

  /** Compares columns of the one row that there is. */
  private void assertRow(String table, String where, String expected) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : expected.split(", ", -1)) {
      int space = column.indexOf(' ');
      columns.put(column.substring(0, space), column.substring(space + 1));
    }
    Map<String, String> found = new TreeMap<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + table + " where " + where)) {
      assertThat(rows.next()).as(table).isTrue();
      for (String column : columns.keySet()) {
        Object value = rows.getObject(column);
        found.put(column, value instanceof Boolean flag ? (flag ? "1" : "0") : "" + value);
      }
      assertThat(rows.next()).as(table).isFalse();
    }
    assertThat(found).as(table).containsExactlyInAnyOrderEntriesOf(columns);
  }
}
