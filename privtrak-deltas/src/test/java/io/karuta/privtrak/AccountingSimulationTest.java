package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.privtrak.handler.sql.SqlDeltaHandlerFactory;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that start, move, complete, stop, crash, fall silent and announce over two families, with
 * a database that comes and goes and a ring that is full half of the time: in the end the tables
 * say what the clients' own books say, to the byte and to the second.
 */
@EachDatabase
@Timeout(300)
class AccountingSimulationTest {

  private static final int USERS = 6;
  private static final int TORRENTS = 4;
  private static final int STEPS = 3000;
  private static final int LIFETIME = (int) ModelPeerStore.PEER_LIFETIME.toSeconds();

  /** Lets batches through, or doesn't. */
  private static final class Gate implements DeltaHandler {

    private final DeltaHandler behind;
    private volatile boolean shut;

    Gate(DeltaHandler behind) {
      this.behind = behind;
    }

    @Override
    public void handle(DeltaBatch batch) throws DeltaHandlerException {
      if (shut) {
        throw new DeltaHandlerException("shut");
      }
      behind.handle(batch);
    }

    @Override
    public void close() {
      behind.close();
    }
  }

  private final TestDatabase database;
  private final FakeClock clock = new FakeClock();
  private final FakeMetrics metrics = new FakeMetrics();
  private final FakeRegistry registry = new FakeRegistry();
  private final ModelPeerStore store = ModelPeerStore.create();
  private final List<SimulatedClient> clients = new ArrayList<>();

  AccountingSimulationTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void agreesWithTheClientsOwnBooks() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    register(random);
    DeltaConfig config =
        DeltaConfig.read(
            FakeOptions.of(
                Map.of(
                    "ring-size", 64, "batch-size", 16, "batch-interval", Duration.ofSeconds(30))),
            Map.of("sql", new SqlDeltaHandlerFactory()));
    Gate[] gate = new Gate[1];
    DeltaConfig gated =
        new DeltaConfig(
            Optional.empty(),
            config.ringSize(),
            config.batchSize(),
            config.batchInterval(),
            config.stopTimeout(),
            List.of(
                new DeltaConfig.Handler(
                    "gated",
                    source ->
                        gate[0] = new Gate(config.handlers().getFirst().plan().create(source)))));
    DeltaService service =
        DeltaService.start(
            gated,
            new DeltaEnvironment(
                clock, metrics, registry, database::dataSource, ModelPeerStore.PEER_LIFETIME),
            store::redo,
            false);
    AccountingSink sink =
        service.newSink(FirstSight.BASELINE, _ -> false, TestAccounting.factors(registry, clock));

    for (int step = 0; step < STEPS; step++) {
      gate[0].shut = step / 100 % 2 == 1;
      clients.get(random.nextInt(clients.size())).step(store, sink, clock.nowSecond());
      pass(random.nextInt(30) == 0 ? 2L * LIFETIME : random.nextInt(200), sink);
    }
    gate[0].shut = false;
    clients.forEach(client -> client.stop(store, sink, clock.nowSecond()));
    // Whoever crashed is expired and forgotten; what the ring had no room for is offered again.
    pass(ModelPeerStore.DORMANT_LIFETIME.toSeconds() + LIFETIME, sink);
    while (store.totals().swarms() > 0) {
      pass(1, sink);
    }

    assertThat(service.stop(Duration.ofSeconds(60))).isTrue();
    assertThat(metrics.value("deltas-deferred")).isPositive();
    assertThat(metrics.value("deltas-without-number", "handler", "gated")).isZero();
    assertThat(metrics.value("deltas-counter-backward")).isZero();
    assertThatTablesAgree("seed " + seed);
  }

  private void register(Random random) {
    for (int user = 1; user <= USERS; user++) {
      registry.put(User.of(user, "passkey-" + user, "User " + user));
      database.execute(
          "insert into users (user_id, passkey) values (" + user + ", 'passkey-" + user + "')");
    }
    for (int torrent = 1; torrent <= TORRENTS; torrent++) {
      registry.put(Torrent.of(TestAnnounce.infoHash(torrent), torrent, "Torrent " + torrent));
      database.execute(
          "insert into torrents (torrent_id, info_hash) values ("
              + torrent
              + ", x'"
              + TestAnnounce.infoHash(torrent)
              + "')");
    }
    for (int number = 1; number <= 2 * USERS * TORRENTS; number++) {
      clients.add(
          new SimulatedClient(
              random, number, number % USERS + 1L, number / 2 % TORRENTS + 1L, LIFETIME));
    }
  }

  private void pass(long seconds, AccountingSink sink) {
    clock.advanceSeconds(seconds);
    while (!store.expireSlice(clock.nowSecond(), sink)) {
      // until the whole store was looked at
    }
  }

  private void assertThatTablesAgree(String seed) {
    for (long user = 1; user <= USERS; user++) {
      for (long torrent = 1; torrent <= TORRENTS; torrent++) {
        String row = " from history where user_id = " + user + " and torrent_id = " + torrent;
        long whose = user;
        long which = torrent;
        assertBook(seed, row, client -> client.user == whose && client.torrent == which);
      }
      String row = " from users where user_id = " + user;
      long whose = user;
      assertBook(seed, row, client -> client.user == whose);
    }
    for (long torrent = 1; torrent <= TORRENTS; torrent++) {
      String row = " from torrents where torrent_id = " + torrent;
      long which = torrent;
      long snatches = sum(client -> client.torrent == which, client -> client.snatches);
      assertThat(database.number("select snatches" + row)).as(seed).isEqualTo(snatches);
      assertThat(registry.torrents().byNumber(torrent).snatches()).as(seed).isEqualTo(snatches);
      assertThat(database.number("select seeders + leechers" + row)).as(seed).isZero();
    }
    assertThat(database.number("select count(*) from history where active = true")).isZero();
  }

  private void assertBook(String seed, String row, Predicate<SimulatedClient> whose) {
    Map<String, ToLongFunction<SimulatedClient>> columns =
        Map.of(
            "uploaded", client -> client.uploaded,
            "downloaded", client -> client.downloaded,
            "credited_uploaded", client -> client.uploaded,
            "snatches", client -> client.snatches,
            "seed_seconds", client -> client.seedSeconds,
            "leech_seconds", client -> client.leechSeconds);
    columns.forEach((column, value) ->
        assertThat(database.number("select coalesce(sum(" + column + "), 0)" + row))
            .as("%s: %s%s", seed, column, row)
            .isEqualTo(sum(whose, value)));
  }

  private long sum(Predicate<SimulatedClient> whose, ToLongFunction<SimulatedClient> value) {
    return clients.stream().filter(whose).mapToLong(value).sum();
  }
}
