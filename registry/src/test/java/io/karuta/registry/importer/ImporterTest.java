package io.karuta.registry.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.database.Database;
import io.karuta.database.DatabaseConfig;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.Torrent.Status;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.registry.EmptyRegistrySource;
import io.karuta.registry.FaultyDataSource;
import io.karuta.registry.IndexedRegistry;
import io.karuta.registry.UnsavedSource;
import io.karuta.registry.importer.ImportReport.TableReport;
import io.karuta.registry.sql.SqlRegistrySource;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.database.MariaDbServer;
import io.karuta.testkit.database.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports from a real MariaDB with the tables of each kind of site. */
class ImporterTest {

  private static MariaDbServer server;

  private final IndexedRegistry registry = load(new EmptyRegistrySource());
  private final Heard heard = new Heard();
  private String schema;
  private Database site;

  private static final class Heard implements ImportListener {
    private final List<String> refused = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    @Override
    public void progress(String table, long rows, long total) {
      progress.add(table + " " + rows + " of " + total);
    }

    @Override
    public void refused(String row, String expected, String found) {
      refused.add(row + " | " + expected + " | " + found);
    }
  }

  @BeforeAll
  static void startServer() throws IOException {
    server = MariaDbServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void openSite() {
    schema = server.createSchema();
    site =
        Database.open(
            DatabaseConfig.ofOther(
                server.url(schema),
                MariaDbServer.USER,
                MariaDbServer.PASSWORD,
                Optional.empty(),
                Optional.empty()));
  }

  @AfterEach
  void closeSite() {
    site.close();
    server.dropSchema(schema);
  }

  @Test
  void takesOverUnit3d() {
    script("unit3d.sql");

    ImportReport report = run(SiteSchema.UNIT3D, registry);

    assertThat(users())
        .containsExactlyInAnyOrder(
            new User(1, "a".repeat(32), "owner", true, true, 100, 100),
            new User(2, "b".repeat(32), "banned", false, true, 100, 100),
            new User(3, "c".repeat(32), "no leech", true, false, 100, 100),
            new User(4, "d".repeat(32), "donor", true, true, 200, 0),
            new User(5, "e".repeat(32), "personal", true, true, 100, 0),
            new User(6, "f".repeat(32), "deleted", false, true, 100, 100));
    assertThat(torrents())
        .containsExactlyInAnyOrder(
            "1 01 'plain' ACTIVE '' 100/100 snatches 11",
            "2 02 'pending' AWAITING_APPROVAL '' 100/100 snatches 0",
            "3 03 'rejected' DISABLED 'torrent was rejected' 100/100 snatches 0",
            "4 04 'half free' ACTIVE '' 200/50 snatches 0",
            "5 05 'featured' ACTIVE '' 200/0 snatches 0",
            "6 06 'deleted' DISABLED 'torrent was deleted' 100/100 snatches 0",
            "8 07 'uploaded again' ACTIVE '' 100/100 snatches 0");
    assertThat(registry.tokens().find(3, 1)).isEqualTo(new CreditToken(3, 1, 100, 0, 0));
    assertThat(registry.tokens().size()).isEqualTo(1);
    assertThat(report.tables())
        .containsExactly(
            new TableReport("users", 6, 0, 0, 2),
            new TableReport("torrents", 7, 0, 0, 3),
            new TableReport("freeleech_tokens", 1, 0, 1, 0));
    assertThat(heard.refused)
        .containsExactlyInAnyOrder(
            "users.id=7 | passkey of 1 to 64 of A-Z a-z 0-9 . _ ~ - | another one, of 0 characters",
            "users.id=8 | passkey of 1 to 64 of A-Z a-z 0-9 . _ ~ - | another one, of 9 characters",
            "torrents.id=7 | a key that no row before it has | one that an earlier row has",
            "torrents.id=9 | info_hash of 20 bytes or 40 hexadecimal digits | 3 bytes",
            "torrents.id=10 | free of 0 to 100 | 101");
    assertThat(heard.progress).contains("users 0 of 8", "users 8 of 8", "torrents 10 of 10");
  }

  @Test
  void takesOverGazelle() {
    script("gazelle.sql");

    ImportReport report = run(SiteSchema.GAZELLE, registry);

    assertThat(users())
        .containsExactlyInAnyOrder(
            new User(1, "a".repeat(32), "enabled", true, true, 100, 100),
            new User(2, "b".repeat(32), "unconfirmed", false, true, 100, 100),
            new User(3, "c".repeat(32), "ratio watch", true, false, 100, 100));
    assertThat(torrents())
        .containsExactlyInAnyOrder(
            "1 01 'Album' ACTIVE '' 100/100 snatches 5",
            "2 02 'Album' ACTIVE '' 100/0 snatches 0",
            "3 03 '' ACTIVE '' 100/0 snatches 0",
            "4 04 'Album' ACTIVE '' 100/25 snatches 0");
    assertThat(registry.tokens().find(1, 2))
        .isEqualTo(new CreditToken(1, 2, 100, 0, 1_700_000_000L + 30 * 86_400));
    assertThat(registry.tokens().size()).isEqualTo(1);
    assertThat(clients()).containsExactly(new Client("-DE", "Deluge"), new Client("-TR3", "TR 3"));
    assertThat(report.refused()).isEqualTo(3);
    assertThat(heard.refused)
        .containsExactlyInAnyOrder(
            "users_main.ID=4 | torrent_pass of 1 to 64 of A-Z a-z 0-9 . _ ~ - |"
                + " another one, of 0 characters",
            "torrents.ID=5 | freetorrent of 0, 1, 2, 11, 12 or 13 | '7'",
            "xbt_client_whitelist.peer_id= | peer_id of 1 to 20 of printable ASCII | ''");
  }

  @Test
  void takesOverXbt() {
    script("xbt.sql");
    registry.put(new User(1, "old", "old", false, false, 150, 50));

    ImportReport report = run(SiteSchema.XBT, registry);

    assertThat(users())
        .containsExactlyInAnyOrder(
            new User(1, "a".repeat(32), "one", false, false, 150, 50),
            new User(2, "b".repeat(32), "x".repeat(255), true, true, 100, 100));
    assertThat(torrents())
        .containsExactlyInAnyOrder(
            "1 01 'first' ACTIVE '' 100/100 snatches 0", "2 02 'hex' ACTIVE '' 100/100 snatches 0");
    assertThat(clients()).containsExactly(new Client("-UT", "µTorrent"));
    assertThat(report.tables())
        .containsExactly(
            new TableReport("users", 1, 1, 0, 1),
            new TableReport("torrents", 2, 0, 0, 1),
            new TableReport("xbt_client_whitelist", 1, 0, 0, 0));
    assertThat(heard.refused)
        .containsExactlyInAnyOrder(
            "users.id=0 | id of 1 or more | 0",
            "torrents.id=3 | info_hash of 20 bytes or 40 hexadecimal digits | null");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000})
  void leavesAloneWhatItTookOverBefore(int batch) {
    script("unit3d.sql");
    try (TestDatabase own = TestDatabase.on(server)) {
      run(SiteSchema.UNIT3D, load(new SqlRegistrySource(own.dataSource())), batch);
      own.execute("update users set uploaded = 77 where user_id = 1");
      execute("update users set username = 'renamed' where id = 1");
      execute("update torrents set free = 25 where id = 4");

      ImportReport report =
          run(SiteSchema.UNIT3D, load(new SqlRegistrySource(own.dataSource())), batch);

      assertThat(report.tables())
          .containsExactly(
              new TableReport("users", 0, 1, 5, 2),
              new TableReport("torrents", 0, 1, 6, 3),
              new TableReport("freeleech_tokens", 0, 0, 2, 0));
      assertThat(own.number("select uploaded from users where name = 'renamed'")).isEqualTo(77);
      assertThat(own.number("select download_percent from torrents where torrent_id = 4"))
          .isEqualTo(75);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000})
  void givesTotalsOnceAndLeavesThemToTheTrackerFromThenOn(int batch) {
    script("unit3d.sql");
    try (TestDatabase own = TestDatabase.on(server)) {
      ImportReport first =
          run(SiteSchema.UNIT3D, load(new SqlRegistrySource(own.dataSource())), batch);
      assertThat(first.totalsTaken()).isEqualTo(2);
      assertThat(first.totalsLeft()).isZero();
      assertThat(totals(own, 1)).isEqualTo(new UserTotals(1000, 500, 1000, 500, 0, 0, 0));
      assertThat(totals(own, 6)).isEqualTo(new UserTotals(0, 20, 0, 20, 0, 0, 0));
      own.execute("update users set seed_seconds = 1, uploaded = 1001 where user_id = 1");
      execute("update users set uploaded = 9999");

      ImportReport second =
          run(SiteSchema.UNIT3D, load(new SqlRegistrySource(own.dataSource())), batch);

      assertThat(second.totalsTaken()).as("users that had none before").isEqualTo(4);
      assertThat(second.totalsLeft()).isEqualTo(2);
      assertThat(totals(own, 1)).isEqualTo(new UserTotals(1001, 500, 1000, 500, 1, 0, 0));
      assertThat(totals(own, 6)).isEqualTo(new UserTotals(0, 20, 0, 20, 0, 0, 0));
      assertThat(totals(own, 2)).isEqualTo(new UserTotals(9999, 0, 9999, 0, 0, 0, 0));
    }
  }

  @Test
  void aDryRunTellsOfTotalsAndGivesNone() {
    script("unit3d.sql");
    try (TestDatabase own = TestDatabase.on(server)) {
      load(new SqlRegistrySource(own.dataSource())).put(User.of(1, "one", "one"));
      own.execute("update users set uploaded = 1");

      ImportReport report =
          run(
              SiteSchema.UNIT3D,
              load(new UnsavedSource(new SqlRegistrySource(own.dataSource()))),
              1000);

      assertThat(report.totalsTaken()).as("the new one").isEqualTo(1);
      assertThat(report.totalsLeft()).isEqualTo(1);
      assertThat(totals(own, 1)).isEqualTo(new UserTotals(1, 0, 0, 0, 0, 0, 0));
      assertThat(own.number("select count(*) from users")).isEqualTo(1);
    }
  }

  @Test
  void refusesUsersWithTotalsThatCantBe() {
    script("unit3d.sql");
    execute("update users set uploaded = 18446744073709551615 where id = 1");
    execute("alter table users modify column downloaded bigint not null default 0");
    execute("update users set downloaded = -1 where id = 2");

    run(SiteSchema.UNIT3D, registry);

    assertThat(heard.refused)
        .contains(
            "users.id=1 | uploaded of 0 to 9223372036854775807 | 18446744073709551615",
            "users.id=2 | downloaded of 0 to 9223372036854775807 | -1");
    assertThat(registry.users().byNumber(1)).isNull();
    assertThat(registry.users().byNumber(3)).isNotNull();
  }

  @Test
  void takesOverTotalsOfGazelleOldAndNew() {
    script("gazelle.sql");
    try (TestDatabase own = TestDatabase.on(server)) {
      run(SiteSchema.GAZELLE, load(new SqlRegistrySource(own.dataSource())));
      assertThat(totals(own, 1)).isEqualTo(new UserTotals(1000, 500, 1000, 500, 0, 0, 0));
    }
    execute("alter table users_main drop column Uploaded, drop column Downloaded");
    execute(
        "create table users_leech_stats (UserID int unsigned primary key,"
            + " Uploaded bigint unsigned not null, Downloaded bigint unsigned not null)");
    execute("insert into users_leech_stats values (3, 33, 3)");
    try (TestDatabase own = TestDatabase.on(server)) {
      ImportReport report = run(SiteSchema.GAZELLE, load(new SqlRegistrySource(own.dataSource())));

      assertThat(totals(own, 1)).isEqualTo(UserTotals.ZERO);
      assertThat(totals(own, 3)).isEqualTo(new UserTotals(33, 3, 33, 3, 0, 0, 0));
      assertThat(report.totalsTaken()).isEqualTo(1);
    }
  }

  @Test
  void takesOverTotalsAndSnatchesOfXbt() {
    script("xbt.sql");
    execute(
        "create table xbt_users (uid int primary key, torrent_pass char(32) not null,"
            + " downloaded bigint unsigned not null default 0,"
            + " uploaded bigint unsigned not null default 0)");
    execute("insert into xbt_users values (1, '', 5, 6)");
    execute(
        "create table xbt_files (fid int primary key, info_hash binary(20) not null unique,"
            + " completed int not null default 0)");
    execute("insert into xbt_files values (1, repeat(x'01', 20), 12)");
    try (TestDatabase own = TestDatabase.on(server)) {
      IndexedRegistry target = load(new SqlRegistrySource(own.dataSource()));

      run(SiteSchema.XBT, target);

      assertThat(totals(own, 1)).isEqualTo(new UserTotals(6, 5, 6, 5, 0, 0, 0));
      assertThat(totals(own, 2)).isEqualTo(UserTotals.ZERO);
      assertThat(target.torrents().byNumber(1).snatches()).isEqualTo(12);
      assertThat(target.torrents().byNumber(2).snatches()).isZero();
    }
  }

  private static UserTotals totals(TestDatabase own, long user) {
    return new SqlRegistrySource(own.dataSource()).totals(user).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000})
  void takesOverKeysThatHaveChangedHands(int batch) {
    script("xbt.sql");
    run(SiteSchema.XBT, registry, batch);
    execute("update users set passkey = 'swap' where id = 1");
    execute("update users set passkey = '" + "a".repeat(32) + "' where id = 2");
    execute("update users set passkey = '" + "b".repeat(32) + "' where id = 1");
    execute("update torrents set id = 77 where id = 1");
    execute("update torrents set id = 1 where id = 2");

    run(SiteSchema.XBT, registry, batch);

    assertThat(registry.users().byNumber(1).passkey()).isEqualTo("b".repeat(32));
    assertThat(registry.users().byNumber(2).passkey()).isEqualTo("a".repeat(32));
    assertThat(registry.torrents().byNumber(1).name()).isEqualTo("hex");
    assertThat(registry.torrents().byNumber(77).name()).isEqualTo("first");
    assertThat(heard.refused).noneMatch(line -> line.contains("of its own"));
  }

  @Test
  void refusesARowWhoseKeyAnotherEntryOfTheTrackerHas() {
    script("xbt.sql");
    registry.put(User.of(50, "a".repeat(32), "was here before"));
    registry.put(Torrent.of(new InfoHash(9, 9, 9), 2, "was here before"));

    run(SiteSchema.XBT, registry);

    assertThat(registry.users().byNumber(1)).isNull();
    assertThat(registry.users().byNumber(2)).isNotNull();
    assertThat(heard.refused)
        .contains(
            "users.id=1 | a passkey of its own | one that another entry has",
            "torrents.id=2 | a torrent_id of its own | one that another entry has")
        .noneMatch(line -> line.contains("aaaa"));
  }

  @Test
  void isFinishedByDoingItAgainWhereverItWasCutShort() {
    script("unit3d.sql");
    run(SiteSchema.UNIT3D, registry);
    int cut = 0;
    try (TestDatabase own = TestDatabase.on(server)) {
      FaultyDataSource faulty = new FaultyDataSource(own.dataSource());
      for (int statements = 0; ; statements += 3) {
        own.clear();
        IndexedRegistry target = load(new SqlRegistrySource(faulty.dataSource()));
        faulty.breakAfter(statements);
        try {
          run(SiteSchema.UNIT3D, target, 2);
          break;
        } catch (RegistryException e) {
          cut++;
        } finally {
          faulty.breakAfter(Integer.MAX_VALUE);
        }
        IndexedRegistry again = load(new SqlRegistrySource(own.dataSource()));
        run(SiteSchema.UNIT3D, again, 2);
        assertThat(shown(load(new SqlRegistrySource(own.dataSource()))))
            .as("cut after %s statements", statements)
            .isEqualTo(shown(registry));
        assertThat(own.number("select sum(uploaded) * 1000 + sum(downloaded) from users"))
            .as("totals, cut after %s statements", statements)
            .isEqualTo(1_000_520);
      }
    }
    assertThat(cut).isGreaterThan(5);
  }

  @Test
  void saysWhichColumnIsMissing() {
    script("xbt.sql");

    assertThatThrownBy(() -> run(SiteSchema.GAZELLE, registry))
        .isInstanceOf(ImportException.class)
        .hasMessage("table users_main: no column id (expected: one, perhaps another schema)");
    assertThat(registry.users().size()).isZero();
  }

  @Test
  void doesWithoutTablesThatNotEverySiteHas() {
    script("unit3d.sql");
    execute("drop table freeleech_tokens");
    execute("drop table personal_freeleeches");
    execute("drop table featured_torrents");
    execute("alter table torrents drop column deleted_at, drop column doubleup");
    execute("alter table `groups` drop column is_freeleech, drop column is_double_upload");

    run(SiteSchema.UNIT3D, registry);

    assertThat(registry.users().byNumber(4).uploadPercent()).isEqualTo(100);
    assertThat(registry.torrents().byNumber(5).downloadPercent()).isEqualTo(100);
    assertThat(registry.tokens().size()).isZero();
  }

  private ImportReport run(SiteSchema from, IndexedRegistry target) {
    return run(from, target, 1000);
  }

  private ImportReport run(SiteSchema from, IndexedRegistry target, int batch) {
    return Importer.run(site.dataSource(), from, target, batch, heard);
  }

  private static IndexedRegistry load(RegistrySource source) {
    return IndexedRegistry.load(source, MetricsSink.none(), new FakeClock());
  }

  private List<User> users() {
    List<User> users = new ArrayList<>();
    registry.users().forEach(users::add);
    return users;
  }

  private List<String> torrents() {
    List<String> torrents = new ArrayList<>();
    registry.torrents().forEach(torrent -> torrents.add(line(torrent)));
    return torrents;
  }

  private static String line(Torrent torrent) {
    Status status = torrent.status();
    return torrent.number()
        + " "
        + torrent.infoHash().toString().substring(0, 2)
        + " '"
        + torrent.name()
        + "' "
        + status
        + " '"
        + torrent.reason()
        + "' "
        + torrent.uploadPercent()
        + "/"
        + torrent.downloadPercent()
        + " snatches "
        + torrent.snatches();
  }

  private List<Client> clients() {
    List<Client> clients = new ArrayList<>();
    registry.clients().forEach(clients::add);
    return clients;
  }

  private static Set<String> shown(IndexedRegistry registry) {
    Set<String> lines = new TreeSet<>();
    registry.users().forEach(user -> lines.add(user + user.passkey() + user.uploadPercent()));
    registry.torrents().forEach(torrent -> lines.add(line(torrent)));
    registry.tokens().forEach(token -> lines.add(token.toString()));
    return lines;
  }

  private void script(String name) {
    try (InputStream content = ImporterTest.class.getResourceAsStream(name)) {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      for (String statement : text.split(";\n", -1)) {
        if (!statement.isBlank()) {
          execute(statement);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = site.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
