package io.karuta.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.KeyReusedException;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.registry.FaultyDataSource;
import io.karuta.registry.IndexedRegistry;
import io.karuta.registry.RandomCalls;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Calls with many changes, on each database that we support. */
@EachDatabase
class SqlApplyTest {

  private static final InfoHash HASH_A = new InfoHash(0, 0, 1);
  private static final InfoHash HASH_B = new InfoHash(0, 0, 2);
  private static final InfoHash HASH_C = new InfoHash(0, 0, 3);
  private static final Optional<RequestKey> KEY =
      Optional.of(new RequestKey("a-key", "ab".repeat(32)));

  private final FakeClock clock = new FakeClock();
  private final RandomCalls shown = new RandomCalls(new Random(1), 9);
  private final TestDatabase database;
  private final FaultyDataSource faulty;

  SqlApplyTest(TestDatabase database) {
    this.database = database;
    faulty = new FaultyDataSource(database.dataSource());
    database.clear();
  }

  @Test
  void passesKeysOnWithinOneCall() {
    IndexedRegistry registry = load();
    apply(registry, put(User.of(1, "pass1", "")), put(User.of(2, "pass2", "")));
    apply(registry, put(User.of(3, "pass3", "")), put(Torrent.of(HASH_A, 1, "a")));
    apply(registry, put(Torrent.of(HASH_B, 2, "b")), put(Torrent.of(HASH_C, 3, "c")));

    List<Outcome> outcomes =
        apply(
            registry,
            put(User.of(1, "pass2", "")),
            put(User.of(2, "pass1", "")),
            remove(User.of(3, "pass3", "")),
            put(User.of(4, "pass3", "")),
            put(Torrent.of(HASH_A, 2, "a")),
            put(Torrent.of(HASH_B, 3, "b")),
            put(Torrent.of(HASH_C, 1, "c")));

    assertThat(outcomes)
        .containsExactly(
            Outcome.REPLACED,
            Outcome.REPLACED,
            Outcome.REMOVED,
            Outcome.CREATED,
            Outcome.REPLACED,
            Outcome.REPLACED,
            Outcome.REPLACED);
    assertThat(number("select user_id from users where passkey = 'pass1'")).isEqualTo(2);
    assertThat(number("select user_id from users where passkey = 'pass2'")).isEqualTo(1);
    assertThat(number("select user_id from users where passkey = 'pass3'")).isEqualTo(4);
    assertThat(number("select count(*) from users")).isEqualTo(3);
    assertThat(shown.shown(load())).isEqualTo(shown.shown(registry));
  }

  @Test
  void beginsAnewForAnEntryThatWasRemovedAndCreatedInOneCall() {
    IndexedRegistry registry = load();
    User user = User.of(1, "pass1", "");
    Torrent torrent = Torrent.of(HASH_A, 1, "a");
    apply(registry, put(user), put(torrent), put(new CreditToken(1, 1, 100, 0, 0)));
    database.execute("update users set uploaded = 5");
    database.execute("update torrents set snatches = 6");

    apply(registry, remove(user), put(user), remove(torrent), put(torrent));

    assertThat(number("select uploaded from users")).isZero();
    assertThat(number("select snatches from torrents")).isZero();
    assertThat(number("select count(*) from tokens")).isZero();
    assertThat(registry.tokens().size()).isZero();
  }

  @Test
  void keepsTotalsOfAUserWhoIsReplaced() {
    IndexedRegistry registry = load();
    apply(registry, put(User.of(1, "pass1", "")), put(Torrent.of(HASH_A, 1, "a")));
    database.execute("update users set uploaded = 5");
    database.execute("update torrents set snatches = 6");

    apply(registry, put(User.of(1, "pass2", "new")), put(Torrent.of(HASH_A, 2, "new")));

    assertThat(number("select uploaded from users")).isEqualTo(5);
    assertThat(number("select snatches from torrents")).isEqualTo(6);
  }

  @Test
  void mendsARowThatCouldNotBeUnderstood() {
    database.execute("insert into users (user_id, passkey, uploaded) values (1, 'not a key', 7)");
    IndexedRegistry registry = load();

    List<Outcome> outcomes = apply(registry, put(User.of(1, "pass1", "")));

    assertThat(outcomes).containsExactly(Outcome.CREATED);
    assertThat(number("select uploaded from users where passkey = 'pass1'")).isEqualTo(7);
  }

  @Test
  void removesWhatSomebodyElseHasRemoved() {
    IndexedRegistry registry = load();
    User user = User.of(1, "pass1", "");
    apply(registry, put(user));
    database.execute("delete from users");

    assertThat(apply(registry, put(User.of(1, "pass2", "")))).containsExactly(Outcome.REPLACED);
    assertThat(number("select count(*) from users where passkey = 'pass2'")).isEqualTo(1);
    database.execute("delete from users");

    assertThat(apply(registry, remove(user))).containsExactly(Outcome.REMOVED);
    assertThat(registry.users().size()).isZero();
  }

  @Test
  void answersARepeatedRequestAfterARestart() {
    List<Change> changes = List.of(put(User.of(1, "pass1", "")), put(User.of(2, "pass1", "")));
    List<Outcome> outcomes = load().apply(changes, Mode.EACH, KEY);
    database.execute("delete from users");

    assertThat(load().apply(changes, Mode.EACH, KEY)).isEqualTo(outcomes);

    assertThat(outcomes).containsExactly(Outcome.CREATED, Outcome.conflict("passkey"));
    assertThat(number("select count(*) from users")).isZero();
    Optional<RequestKey> other = Optional.of(new RequestKey("a-key", "cd".repeat(32)));
    assertThatThrownBy(() -> load().apply(changes, Mode.EACH, other))
        .isInstanceOf(KeyReusedException.class)
        .hasMessage("request key: 'a-key' was used for another request (expected: a new one)");
  }

  @Test
  void forgetsRequestsAfterADay() {
    IndexedRegistry registry = load();
    registry.apply(List.of(put(User.of(1, "pass1", ""))), Mode.EACH, KEY);

    clock.advance(Duration.ofDays(1));

    assertThat(registry.apply(List.of(put(User.of(1, "pass1", ""))), Mode.EACH, KEY))
        .containsExactly(Outcome.REPLACED);
    clock.advance(Duration.ofDays(1).plusSeconds(1));
    apply(registry, put(User.of(2, "pass2", "")));
    assertThat(number("select count(*) from karuta_request_keys where request_key <> ''")).isZero();
  }

  @Test
  void clearsExpiredTokensAway() {
    IndexedRegistry registry = load();
    long now = clock.nowSecond();
    apply(
        registry,
        put(new CreditToken(1, 1, 100, 0, now + 10)),
        put(new CreditToken(1, 2, 100, 0, now + 10_000)),
        put(new CreditToken(1, 3, 100, 0, 0)));

    clock.advance(Duration.ofHours(1));
    apply(registry, put(new Client("-DE", "Deluge")));

    assertThat(registry.tokens().find(1, 1)).isNull();
    assertThat(registry.tokens().size()).isEqualTo(2);
    assertThat(number("select count(*) from tokens")).isEqualTo(2);
    assertThat(shown.shown(load())).isEqualTo(shown.shown(registry));
  }

  @Test
  void changesNothingWhereverTheConnectionIsLost() {
    IndexedRegistry registry = loadFaulty();
    apply(registry, put(User.of(1, "pass1", "")), put(User.of(2, "pass2", "")));
    apply(registry, put(Torrent.of(HASH_A, 1, "a")), put(new CreditToken(1, 1, 100, 0, 0)));
    String before = shown.shown(registry);
    int broken = 0;

    for (int statements = 0; ; statements++) {
      faulty.breakAfter(statements);
      try {
        registry.apply(everything(), Mode.ALL_OR_NOTHING, KEY);
        break;
      } catch (RegistryException e) {
        broken++;
      } finally {
        faulty.breakAfter(Integer.MAX_VALUE);
      }
      assertThat(shown.shown(registry)).as("after %s statements", statements).isEqualTo(before);
      assertThat(shown.shown(load())).as("after %s statements", statements).isEqualTo(before);
    }

    assertThat(broken).isGreaterThan(10);
    assertThat(registry.users().byNumber(3)).isNotNull();
    assertThat(shown.shown(load())).isEqualTo(shown.shown(registry));
  }

  @Test
  void changesNothingWhenTheCommitIsLost() {
    IndexedRegistry registry = loadFaulty();
    apply(registry, put(User.of(1, "pass1", "")), put(User.of(2, "pass2", "")));
    String before = shown.shown(registry);

    faulty.loseCommit();
    assertThatThrownBy(() -> apply(registry, everything())).isInstanceOf(RegistryException.class);

    assertThat(shown.shown(registry)).isEqualTo(before);
    assertThat(shown.shown(load())).isEqualTo(before);
  }

  @Test
  void noticesThatOnlyTheAnswerToTheCommitWasLost() {
    IndexedRegistry registry = loadFaulty();
    apply(registry, put(User.of(1, "pass1", "")), put(User.of(2, "pass2", "")));

    faulty.loseAnswer();
    List<Outcome> outcomes = apply(registry, everything());

    assertThat(outcomes).noneMatch(Outcome::isFailure);
    assertThat(registry.users().byNumber(3)).isNotNull();
    assertThat(shown.shown(load())).isEqualTo(shown.shown(registry));
  }

  @Test
  void triesAgainAfterADeadlock() {
    IndexedRegistry registry = loadFaulty();

    faulty.deadlock(3);
    assertThat(apply(registry, put(User.of(1, "pass1", "")))).containsExactly(Outcome.CREATED);

    faulty.deadlock(4);
    assertThatThrownBy(() -> apply(registry, put(User.of(2, "pass2", ""))))
        .isInstanceOf(RegistryException.class);
    faulty.deadlock(0);
    assertThat(registry.users().size()).isEqualTo(1);
  }

  @Test
  void changesASitesOwnTablesThroughViews() {
    assumeTrue(database.toString().equals("MariaDB")); // H2 can't write through views
    database.execute("rename table users to site_members, torrents to site_uploads");
    database.execute("create view users as select * from site_members");
    database.execute("create view torrents as select * from site_uploads");
    try {
      IndexedRegistry registry = load();
      apply(registry, put(User.of(1, "pass1", "")), put(User.of(2, "pass2", "")));
      apply(registry, put(Torrent.of(HASH_A, 1, "a")), put(Torrent.of(HASH_B, 2, "b")));

      apply(
          registry,
          put(User.of(1, "pass2", "")),
          put(User.of(2, "pass1", "")),
          put(Torrent.of(HASH_A, 2, "a")),
          remove(Torrent.of(HASH_B, 2, "b")));

      assertThat(number("select user_id from site_members where passkey = 'pass1'")).isEqualTo(2);
      assertThat(number("select count(*) from site_uploads where torrent_id = 2")).isEqualTo(1);
      assertThat(shown.shown(load())).isEqualTo(shown.shown(registry));
    } finally {
      database.execute("drop view users, torrents");
      database.execute("rename table site_members to users, site_uploads to torrents");
    }
  }

  @Test
  void getsAlongWithTheAccountingThatWritesToTheSameRows() throws Exception {
    IndexedRegistry registry = load();
    List<Change> changes = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      changes.add(put(User.of(i, "pass-" + i, "")));
      changes.add(put(Torrent.of(new InfoHash(1, 0, i), i, "")));
    }
    apply(registry, changes);
    AtomicBoolean applied = new AtomicBoolean();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Long> accounting =
          threads.submit(() -> {
            long booked = 0;
            for (; !applied.get() || booked == 0; booked++) {
              database.execute("update users set uploaded = uploaded + 1 where user_id > 0");
              database.execute("update torrents set seeders = 1 where torrent_id > 0");
            }
            return booked;
          });

      Random random = new Random(41);
      for (int i = 0; i < 30; i++) {
        Collections.shuffle(changes, random);
        assertThat(apply(registry, changes)).containsOnly(Outcome.REPLACED);
      }
      applied.set(true);

      long booked = accounting.get();
      assertThat(number("select min(uploaded) from users")).isEqualTo(booked);
      assertThat(number("select max(uploaded) from users")).isEqualTo(booked);
    }
  }

  @Test
  void isQuickWithTenThousandChanges() {
    IndexedRegistry registry = load();
    for (String version : List.of("created", "replaced")) {
      List<Change> changes = new ArrayList<>();
      for (int i = 1; i <= 5_000; i++) {
        changes.add(put(User.of(i, "p" + version.length() + "-" + i, version)));
        changes.add(put(Torrent.of(new InfoHash(1, 0, i), i, version)));
      }
      assertThat(secondsOf(version, () -> apply(registry, changes))).isLessThan(30);
    }
    List<Change> removals = new ArrayList<>();
    for (int i = 1; i <= 5_000; i++) {
      removals.add(new Change.OfUser(i, Edit.remove()));
      removals.add(new Change.OfTorrent(new InfoHash(1, 0, i), Edit.remove()));
    }
    assertThat(secondsOf("removed", () -> apply(registry, removals))).isLessThan(30);

    assertThat(number("select count(*) from users")).isZero();
    assertThat(number("select count(*) from torrents")).isZero();
  }

  private double secondsOf(String what, Runnable work) {
    long begin = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("%s: 10,000 %s in %.2f s%n", database, what, seconds);
    return seconds;
  }

  /** Every kind of statement. */
  private static List<Change> everything() {
    return List.of(
        put(User.of(1, "pass2", "")),
        put(User.of(2, "pass1", "")),
        put(User.of(3, "pass3", "")),
        put(Torrent.of(HASH_A, 2, "a")),
        put(Torrent.of(HASH_B, 1, "b")),
        put(new Client("-DE", "Deluge")),
        put(new CreditToken(3, 1, 200, 0, 0)));
  }

  private long number(String query) {
    return database.number(query);
  }

  private IndexedRegistry load() {
    return IndexedRegistry.load(
        new SqlRegistrySource(database.dataSource()), MetricsSink.none(), clock);
  }

  private IndexedRegistry loadFaulty() {
    return IndexedRegistry.load(
        new SqlRegistrySource(faulty.dataSource()), MetricsSink.none(), clock);
  }

  private static List<Outcome> apply(IndexedRegistry registry, Change... changes) {
    return apply(registry, List.of(changes));
  }

  private static List<Outcome> apply(IndexedRegistry registry, List<Change> changes) {
    return registry.apply(changes, Mode.ALL_OR_NOTHING, Optional.empty());
  }

  private static Change put(User user) {
    return new Change.OfUser(user.number(), Edit.put(user));
  }

  private static Change remove(User user) {
    return new Change.OfUser(user.number(), Edit.remove());
  }

  private static Change put(Torrent torrent) {
    return new Change.OfTorrent(torrent.infoHash(), Edit.put(torrent));
  }

  private static Change remove(Torrent torrent) {
    return new Change.OfTorrent(torrent.infoHash(), Edit.remove());
  }

  private static Change put(Client client) {
    return new Change.OfClient(client.prefix(), Edit.put(client));
  }

  private static Change put(CreditToken token) {
    return new Change.OfToken(token.userNumber(), token.torrentNumber(), Edit.put(token));
  }
}
