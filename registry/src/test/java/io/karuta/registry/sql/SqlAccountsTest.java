package io.karuta.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.HistoryRow;
import io.karuta.pipeline.registry.KeyReusedException;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.registry.TotalsAnswer;
import io.karuta.pipeline.registry.TotalsAnswer.Result;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.registry.IndexedRegistry;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The books, on each database that we support. */
@EachDatabase
class SqlAccountsTest {

  private static final UserTotals SOME = new UserTotals(10, 20, 30, 40, 50, 60, 70);

  private final TestDatabase database;
  private final IndexedRegistry registry;
  private final Accounts accounts;

  SqlAccountsTest(TestDatabase database) {
    this.database = database;
    database.clear();
    registry = load();
    accounts = registry.accounts();
    registry.put(User.of(7, "key", "seven"));
  }

  @Test
  void knowsNobodyElse() {
    assertThat(accounts.totals(8)).isEmpty();
    assertThat(accounts.increase(8, SOME, Optional.empty())).isEqualTo(TotalsAnswer.ABSENT);
    assertThat(accounts.replace(8, UserTotals.ZERO, SOME)).isEqualTo(TotalsAnswer.ABSENT);
    assertThat(accounts.history(8, 0, 10)).isEmpty();
  }

  @Test
  void increasesEachTotal() {
    assertThat(accounts.totals(7)).contains(UserTotals.ZERO);

    accounts.increase(7, SOME, Optional.empty());
    TotalsAnswer answer =
        accounts.increase(7, new UserTotals(-1, 2, -3, 4, -5, 6, -7), Optional.empty());

    UserTotals expected = new UserTotals(9, 22, 27, 44, 45, 66, 63);
    assertThat(answer).isEqualTo(new TotalsAnswer(Result.CHANGED, expected));
    assertThat(accounts.totals(7)).contains(expected);
    assertThat(database.number("select credited_downloaded from users")).isEqualTo(44);
  }

  @Test
  void refusesAsAWholeWhatWouldLeaveTheRange() {
    accounts.increase(7, SOME, Optional.empty());
    TotalsAnswer refused = new TotalsAnswer(Result.OUT_OF_RANGE, SOME);

    assertThat(accounts.increase(7, new UserTotals(1, 1, 1, 1, 1, 1, -71), Optional.empty()))
        .isEqualTo(refused);
    assertThat(
            accounts.increase(
                7, new UserTotals(Long.MAX_VALUE, 0, 0, 0, 0, 0, 0), Optional.empty()))
        .isEqualTo(refused);
    assertThat(accounts.replace(7, SOME, new UserTotals(0, 0, 0, 0, 0, 0, -1))).isEqualTo(refused);
    assertThat(accounts.totals(7)).contains(SOME);
  }

  @Test
  void replacesOnlyWhatIsStillThere() {
    accounts.increase(7, SOME, Optional.empty());
    database.execute("update users set uploaded = 11");

    TotalsAnswer stale = accounts.replace(7, SOME, UserTotals.ZERO);
    UserTotals now = stale.now();
    TotalsAnswer changed = accounts.replace(7, now, UserTotals.ZERO);

    assertThat(stale.result()).isEqualTo(Result.STALE);
    assertThat(now.uploaded()).isEqualTo(11);
    assertThat(changed).isEqualTo(new TotalsAnswer(Result.CHANGED, UserTotals.ZERO));
    assertThat(accounts.totals(7)).contains(UserTotals.ZERO);
  }

  @Test
  void opensOnlyAccountsThatAreEmpty() {
    registry.put(User.of(8, "other-key", "eight"));
    registry.put(User.of(9, "third-key", "nine"));
    database.execute("update users set snatches = 1 where user_id = 8");
    UserTotals snatched = new UserTotals(0, 0, 0, 0, 0, 0, 1);
    SortedMap<Long, UserTotals> totals = new TreeMap<>(Map.of(6L, SOME, 7L, SOME, 8L, SOME));

    assertThat(accounts.open(totals)).isEqualTo(1);
    assertThat(accounts.open(totals)).isZero();

    assertThat(accounts.totals(6)).isEmpty();
    assertThat(accounts.totals(7)).contains(SOME);
    assertThat(accounts.totals(8)).contains(snatched);
    assertThat(accounts.totals(9)).contains(UserTotals.ZERO);
  }

  @Test
  void addsOnceForARequestKeyEvenAfterARestart() {
    Optional<RequestKey> key = Optional.of(new RequestKey("k", "ab".repeat(32)));
    accounts.increase(7, SOME, key);

    TotalsAnswer again = load().accounts().increase(7, SOME, key);

    assertThat(again).isEqualTo(new TotalsAnswer(Result.CHANGED, SOME));
    Optional<RequestKey> other = Optional.of(new RequestKey("k", "cd".repeat(32)));
    assertThatThrownBy(() -> accounts.increase(7, SOME, other))
        .isInstanceOf(KeyReusedException.class);
    assertThat(accounts.totals(7)).contains(SOME);
  }

  @Test
  void losesNoIncreaseThatComesFromElsewhereAtTheSameTime() throws Exception {
    int times = 200;
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<?>> others = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        others.add(
            threads.submit(() -> {
              for (int i = 0; i < times; i++) {
                database.execute("update users set uploaded = uploaded + 1");
              }
            }));
      }
      for (int i = 0; i < times; i++) {
        accounts.increase(7, new UserTotals(1, 0, 0, 0, 0, 0, 0), Optional.empty());
        UserTotals now = accounts.totals(7).orElseThrow();
        UserTotals next = new UserTotals(now.uploaded() + 1, now.downloaded() + 1, 0, 0, 0, 0, 0);
        while (accounts.replace(7, now, next).result() == Result.STALE) {
          now = accounts.totals(7).orElseThrow();
          next = new UserTotals(now.uploaded() + 1, now.downloaded() + 1, 0, 0, 0, 0, 0);
        }
      }
      for (Future<?> other : others) {
        other.get();
      }
    }

    assertThat(accounts.totals(7)).contains(new UserTotals(4L * times, times, 0, 0, 0, 0, 0));
  }

  @Test
  void listsHistoryByTorrent() {
    for (int torrent = 1; torrent <= 5; torrent++) {
      database.execute(
          """
          insert into history (user_id, torrent_id, uploaded, downloaded, credited_uploaded,
            credited_downloaded, seed_seconds, leech_seconds, snatches, snatched_at,
            first_announce, last_announce, active, left_bytes, client, announces)
          values (7, %d, 1, 2, 3, 4, 5, 6, 1, %s, 100, 200, true, 9, 'Deluge', 12)
          """
              .formatted(torrent, torrent == 3 ? "150" : "null"));
    }
    database.execute(
        """
        insert into history (user_id, torrent_id, first_announce, last_announce, active, left_bytes)
        values (8, 4, 1, 1, false, 0)
        """);

    assertThat(accounts.history(7, 2, 2))
        .containsExactly(
            new HistoryRow(3, 1, 2, 3, 4, 5, 6, 1, 150, 100, 200, 12, true, 9, "Deluge"),
            new HistoryRow(4, 1, 2, 3, 4, 5, 6, 1, 0, 100, 200, 12, true, 9, "Deluge"));
    assertThat(accounts.history(7, 5, 10)).isEmpty();
    assertThat(accounts.history(7, 0, 100)).hasSize(5);
  }

  @Test
  void keepsSettings() {
    SqlRegistrySource source = new SqlRegistrySource(database.dataSource());
    assertThat(source.loadSettings()).isEmpty();

    source.saveSettings(Map.of("interval", 1_800L, "upload-percent", 150L));
    source.saveSettings(Map.of("interval", 900L));

    assertThat(source.loadSettings()).isEqualTo(Map.of("interval", 900L));
  }

  private IndexedRegistry load() {
    return IndexedRegistry.load(
        new SqlRegistrySource(database.dataSource()), MetricsSink.none(), new FakeClock());
  }
}
