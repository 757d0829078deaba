package io.karuta.bench.delivery;

import io.karuta.bench.load.ProcessCpu;
import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerEnvironment;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.privtrak.handler.sql.SqlDeltaHandlerFactory;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.database.MariaDbServer;
import io.karuta.testkit.database.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/**
 * How many rows per second three ways of delivering write to a real MariaDB, and what that costs it
 * and us: the handler {@code sql}, one statement per row, and the same with the driver's batching.
 * Each writes the same batches to a schema of its own, in turns that begin with another each round.
 */
public final class DeltaDeliveryComparison {

  private static final long SEED = 20_261_121;
  private static final int WARM_UP_BATCHES = 10;

  /** As large as a site's would be, or all ways wait for pages to be written. */
  private static final String[] SERVER_OPTIONS = {
    "--innodb-log-file-size=512M", "--innodb-buffer-pool-size=512M"
  };

  /** One way and what it has used so far. */
  private static final class Way {
    private final String name;
    private final DeltaHandler handler;
    private final BatchWorkload workload = new BatchWorkload(SEED);
    private final List<Double> rowsPerSecond = new ArrayList<>();
    private long rows;
    private long nanos;
    private long databaseMicros;
    private long ownMicros;

    Way(String name, DeltaHandler handler) {
      this.name = name;
      this.handler = handler;
    }

    double rate() {
      return rows * 1e9 / nanos;
    }
  }

  private DeltaDeliveryComparison() {}

  /**
   * Runs and prints a table.
   *
   * @param arguments rounds, and batches per round
   */
  public static void main(String... arguments) throws IOException, DeltaHandlerException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    int batches = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    try (MariaDbServer server = MariaDbServer.startWith(SERVER_OPTIONS);
        TestDatabase ours = schema(server);
        TestDatabase plain = schema(server);
        TestDatabase batched = schema(server)) {
      List<Way> ways =
          new ArrayList<>(
              List.of(
                  new Way("one statement per row", new RowByRow(plain.dataSource(), false)),
                  new Way("driver's batching", new RowByRow(batched.dataSource(), true)),
                  new Way("handler sql", handler(ours.dataSource()))));
      for (Way way : ways) {
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
          way.handler.handle(way.workload.next());
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (Way way : ways) {
          run(way, batches, server.processId());
        }
        Collections.rotate(ways, 1);
      }
      checkEqual(List.of(ours, plain, batched));
      report(ways, rounds, batches);
    }
  }

  private static TestDatabase schema(MariaDbServer server) {
    TestDatabase database = TestDatabase.on(server);
    insert(database, "users (user_id, passkey)", "(%1$d, '%1$d')", BatchWorkload.USERS);
    insert(database, "torrents (torrent_id, info_hash)", "(%1$d, x'%1$x')", BatchWorkload.TORRENTS);
    return database;
  }

  private static void insert(TestDatabase database, String into, String row, int rows) {
    StringBuilder sql = new StringBuilder("insert into ").append(into).append(" values ");
    for (int i = 1; i <= rows; i++) {
      sql.append(i == 1 ? "" : ",").append(row.replace("%1$x", "%1$040x").formatted(i));
    }
    database.execute(sql.toString());
  }

  private static DeltaHandler handler(DataSource database) {
    return new SqlDeltaHandlerFactory()
        .configure(FakeOptions.empty())
        .create(
            new DeltaHandlerEnvironment("sql", () -> database, new FakeMetrics(), new FakeClock()));
  }

  private static void run(Way way, int batches, long serverProcess)
      throws IOException, DeltaHandlerException {
    List<DeltaBatch> work = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      work.add(way.workload.next());
    }
    long ownProcess = ProcessHandle.current().pid();
    long databaseMicros = ProcessCpu.usedMicros(serverProcess);
    long ownMicros = ProcessCpu.usedMicros(ownProcess);
    long start = System.nanoTime();
    for (DeltaBatch batch : work) {
      way.handler.handle(batch);
    }
    long nanos = System.nanoTime() - start;
    way.nanos += nanos;
    way.databaseMicros += ProcessCpu.usedMicros(serverProcess) - databaseMicros;
    way.ownMicros += ProcessCpu.usedMicros(ownProcess) - ownMicros;
    way.rows += (long) batches * BatchWorkload.ROWS;
    way.rowsPerSecond.add((double) batches * BatchWorkload.ROWS * 1e9 / nanos);
  }

  /** A way that is quick because it forgets something would be none. */
  private static void checkEqual(List<TestDatabase> databases) {
    List<String> queries =
        List.of(
            "select count(*) from history",
            "select sum(uploaded) + sum(credited_downloaded) + sum(leech_seconds) from history",
            "select sum(uploaded) + sum(credited_downloaded) + sum(leech_seconds) from users",
            "select sum(leechers) from torrents");
    for (String query : queries) {
      if (databases.stream().mapToLong(database -> database.number(query)).distinct().count() > 1) {
        throw new IllegalStateException("the ways have written different books: " + query);
      }
    }
  }

  private static void report(List<Way> ways, int rounds, int batches) {
    double ours =
        ways.stream().filter(way -> way.name.equals("handler sql")).findAny().orElseThrow().rate();
    System.out.printf(
        "%d rounds of %d batches of %d rows: each an upsert of history and updates of its user and"
            + " its torrent%n%n",
        rounds, batches, BatchWorkload.ROWS);
    System.out.println(
        "| way | rows/s | of each round | database CPU, us/row | tracker CPU, us/row | handler sql"
            + " is |");
    System.out.println("|---|---|---|---|---|---|");
    for (Way way : ways) {
      System.out.printf(
          "| %s | %,.0f | %s | %.1f | %.1f | %.1f times as fast |%n",
          way.name,
          way.rate(),
          String.join(", ", way.rowsPerSecond.stream().map("%,.0f"::formatted).toList()),
          (double) way.databaseMicros / way.rows,
          (double) way.ownMicros / way.rows,
          ours / way.rate());
    }
  }
}
