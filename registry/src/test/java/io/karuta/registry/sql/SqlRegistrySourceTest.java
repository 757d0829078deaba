package io.karuta.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RegistrySource.RejectedEntries;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.Torrent.Status;
import io.karuta.pipeline.registry.User;
import io.karuta.registry.TestWrites;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Every statement, on each database that we support. */
@EachDatabase
class SqlRegistrySourceTest {

  private static final InfoHash HASH_A = InfoHash.ofHex("00ff" + "aa".repeat(18));
  private static final InfoHash HASH_B = InfoHash.ofHex("bb".repeat(20));

  private final List<String> rejected = new ArrayList<>();
  private final RejectedEntries rejections =
      (entry, expected, found) -> rejected.add(entry + " | " + expected + " | " + found);

  private final TestDatabase database;

  SqlRegistrySourceTest(TestDatabase database) {
    this.database = database;
    database.clear();
  }

  @Test
  void loadsWhatWasSaved() {
    User user = new User(7, "Key-7_~.", "b. gätes 🙂", false, false, 150, 0);
    Torrent torrent =
        Torrent.of(HASH_A, 70, "Ein Töne", Status.AWAITING_APPROVAL, "why", 200, 50, 0);
    Client client = new Client("-DE", "Deluge");

    source().save(TestWrites.of(user));
    source().save(TestWrites.of(torrent));
    source().save(TestWrites.of(client));

    assertThat(users()).containsExactly(user);
    assertThat(clients()).containsExactly(client);
    assertThat(torrents()).hasSize(1);
    Torrent loaded = torrents().getFirst();
    assertThat(loaded.infoHash()).isEqualTo(HASH_A);
    assertThat(loaded.number()).isEqualTo(70);
    assertThat(loaded.name()).isEqualTo("Ein Töne");
    assertThat(loaded.status()).isEqualTo(Status.AWAITING_APPROVAL);
    assertThat(loaded.reason()).isEqualTo("why");
    assertThat(loaded.uploadPercent()).isEqualTo(200);
    assertThat(loaded.downloadPercent()).isEqualTo(50);
    assertThat(rejected).isEmpty();
  }

  @Test
  void knowsBigNumbers() {
    source().save(TestWrites.of(User.of(Long.MAX_VALUE, "k", "n")));
    source().save(TestWrites.of(Torrent.of(HASH_A, Long.MAX_VALUE, "n")));

    assertThat(users()).extracting(User::number).containsExactly(Long.MAX_VALUE);
    assertThat(torrents()).extracting(Torrent::number).containsExactly(Long.MAX_VALUE);
  }

  @Test
  void replacesWhatIsThere() {
    source().save(TestWrites.of(User.of(7, "old", "old")));
    source().save(TestWrites.of(Torrent.of(HASH_A, 70, "old")));
    source().save(TestWrites.of(new Client("-DE", "old")));

    source().save(TestWrites.of(User.of(7, "new", "new")));
    source().save(TestWrites.of(Torrent.of(HASH_A, 71, "new")));
    source().save(TestWrites.of(new Client("-DE", "new")));

    assertThat(users()).containsExactly(User.of(7, "new", "new"));
    assertThat(torrents()).extracting(Torrent::number).containsExactly(71L);
    assertThat(torrents()).extracting(Torrent::name).containsExactly("new");
    assertThat(clients()).containsExactly(new Client("-DE", "new"));
  }

  @Test
  void savingTheSameAgainIsNoError() {
    source().save(TestWrites.of(User.of(7, "k", "n")));
    source().save(TestWrites.of(User.of(7, "k", "n")));
    source().save(TestWrites.of(new Client("-DE", "n")));
    source().save(TestWrites.of(new Client("-DE", "n")));

    assertThat(users()).hasSize(1);
    assertThat(clients()).hasSize(1);
  }

  @Test
  void leavesTotalsAndCountsAlone() {
    source().save(TestWrites.of(User.of(7, "k", "n")));
    source().save(TestWrites.of(Torrent.of(HASH_A, 70, "n")));
    database.execute("update users set uploaded = 11, credited_downloaded = 12, snatches = 13");
    database.execute("update torrents set snatches = 14, seeders = 15, announced_at = 16");

    source().save(TestWrites.of(User.of(7, "k2", "n2")));
    source().save(TestWrites.of(Torrent.of(HASH_A, 70, "n2")));

    assertThat(database.number("select uploaded from users")).isEqualTo(11);
    assertThat(database.number("select credited_downloaded from users")).isEqualTo(12);
    assertThat(database.number("select snatches from users")).isEqualTo(13);
    assertThat(database.number("select seeders from torrents")).isEqualTo(15);
    assertThat(database.number("select announced_at from torrents")).isEqualTo(16);
    assertThat(torrents()).extracting(Torrent::snatches).containsExactly(14L);
  }

  @Test
  void neverOverwritesTheRowOfAnotherEntry() {
    source().save(TestWrites.of(User.of(7, "key-seven", "seven")));
    source().save(TestWrites.of(Torrent.of(HASH_A, 70, "a")));

    assertThatThrownBy(() -> source().save(TestWrites.of(User.of(8, "key-seven", "eight"))))
        .isInstanceOf(RegistryException.class)
        .hasMessage("saving user 8: another row holds one of its unique keys")
        .hasStackTraceContaining("unique key violated")
        .satisfies(e -> assertThat(e.getCause()).hasMessageNotContaining("key-seven"));
    assertThatThrownBy(() -> source().save(TestWrites.of(Torrent.of(HASH_B, 70, "b"))))
        .isInstanceOf(RegistryException.class);

    assertThat(users()).containsExactly(User.of(7, "key-seven", "seven"));
    assertThat(torrents()).extracting(Torrent::infoHash).containsExactly(HASH_A);
  }

  @Test
  void tellsPasskeysAndPrefixesApartByCase() {
    source().save(TestWrites.of(User.of(7, "KEY", "upper")));
    source().save(TestWrites.of(User.of(8, "key", "lower")));
    source().save(TestWrites.of(new Client("-de", "lower")));
    source().save(TestWrites.of(new Client("-DE", "upper")));

    assertThat(users()).extracting(User::name).containsExactlyInAnyOrder("upper", "lower");
    assertThat(clients()).extracting(Client::name).containsExactlyInAnyOrder("upper", "lower");
  }

  @Test
  void leavesOutBadRowsByNameAndGoesOn() {
    database.execute(
        "insert into users (user_id, passkey) values (1, ''), (2, 'with space'), (-3, 'k3')");
    database.execute("insert into users (user_id, passkey, upload_percent) values (4, 'k4', 1001)");
    database.execute("insert into users (user_id, passkey) values (5, 'k5')");
    database.execute("insert into clients (prefix, name) values ('', 'none'), ('-DE', 'Deluge')");
    database.execute(
        "insert into torrents (torrent_id, info_hash, status, snatches) values"
            + " (0, x'"
            + "01".repeat(20)
            + "', 'active', 0),"
            + " (2, x'"
            + "02".repeat(20)
            + "', 'lost', 0),"
            + " (3, x'"
            + "03".repeat(20)
            + "', 'active', -1),"
            + " (4, x'"
            + "04".repeat(20)
            + "', 'disabled', 5)");

    assertThat(users()).extracting(User::number).containsExactly(5L);
    assertThat(clients()).extracting(Client::prefix).containsExactly("-DE");
    assertThat(torrents()).extracting(Torrent::number).containsExactly(4L);
    String passkeys = "passkey of 1 to 64 of A-Z a-z 0-9 . _ ~ -";
    assertThat(rejected)
        .containsExactlyInAnyOrder(
            "users.user_id=1 | " + passkeys + " | another one, of 0 characters",
            "users.user_id=2 | " + passkeys + " | another one, of 10 characters",
            "users.user_id=-3 | user_id of 1 or more | -3",
            "users.user_id=4 | upload_percent of 0 to 1000 | 1001",
            "clients.prefix= | prefix of 1 to 20 characters of printable ASCII | another one",
            "torrents.torrent_id=0 | torrent_id of 1 or more | 0",
            "torrents.torrent_id=2 | status active, disabled or awaiting-approval | 'lost'",
            "torrents.torrent_id=3 | snatches of 0 or more | -1");
  }

  @Test
  void streamsManyRows() {
    StringJoiner rows = new StringJoiner(", ", "insert into clients (prefix, name) values ", "");
    for (int i = 1; i <= 2_500; i++) {
      rows.add("('c" + i + "', 'client')");
    }
    database.execute(rows.toString());

    assertThat(clients()).hasSize(2_500);
  }

  @Test
  void saysWhichTableItCouldNotLoad() {
    database.execute("alter table clients rename to clients_away");
    try {
      assertThatThrownBy(this::clients)
          .isInstanceOf(RegistryException.class)
          .hasMessageStartingWith("loading table clients: ");
      assertThatThrownBy(() -> source().save(TestWrites.of(new Client("-DE", "Deluge"))))
          .isInstanceOf(RegistryException.class)
          .hasMessageStartingWith("saving client -DE: ");
    } finally {
      database.execute("alter table clients_away rename to clients");
    }
  }

  private SqlRegistrySource source() {
    return new SqlRegistrySource(database.dataSource());
  }

  private List<User> users() {
    List<User> users = new ArrayList<>();
    source().loadUsers(users::add, rejections);
    return users;
  }

  private List<Torrent> torrents() {
    List<Torrent> torrents = new ArrayList<>();
    source().loadTorrents(torrents::add, rejections);
    return torrents;
  }

  private List<Client> clients() {
    List<Client> clients = new ArrayList<>();
    source().loadClients(clients::add, rejections);
    return clients;
  }
}
