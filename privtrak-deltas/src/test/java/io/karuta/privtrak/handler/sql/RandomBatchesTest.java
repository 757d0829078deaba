package io.karuta.privtrak.handler.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import io.karuta.testkit.delta.TestBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Random batches, some of them twice, against a naive model of the tables. */
@EachDatabase
class RandomBatchesTest {

  private static final int BATCHES = 60;
  private static final int USERS = 12;
  private static final int KNOWN_USERS = 9; // the others were deleted
  private static final int TORRENTS = 7;
  private static final List<DeltaEvent> EVENTS = List.of(DeltaEvent.values());
  private static final String[] CLIENTS = {
    "", "qBittorrent", "it's 100% \\ \"quoted\" \uD83D\uDE00"
  };

  /** What a row of history, users or torrents says, by column. */
  private static final class Row extends TreeMap<String, Object> {
    private static final long serialVersionUID = 1;

    void add(String column, long amount) {
      merge(column, amount, (a, b) -> sum((Long) a, (Long) b));
    }

    private static long sum(long a, long b) {
      return a + b < 0 ? Long.MAX_VALUE : a + b;
    }

    void addSums(StatsDelta delta) {
      add("uploaded", delta.uploaded());
      add("downloaded", delta.downloaded());
      add("credited_uploaded", delta.creditedUploaded());
      add("credited_downloaded", delta.creditedDownloaded());
      add("seed_seconds", delta.seedSeconds());
      add("leech_seconds", delta.leechSeconds());
      add("snatches", delta.snatch() ? 1 : 0);
    }
  }

  private final TestDatabase database;
  private final TestSqlHandler handlers;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final UUID ring = UUID.randomUUID();
  private final Map<String, Row> history = new TreeMap<>();
  private final Map<String, Row> users = new TreeMap<>();
  private final Map<String, Row> torrents = new TreeMap<>();
  private long nextSequence;

  RandomBatchesTest(TestDatabase database) {
    this.database = database;
    handlers = new TestSqlHandler(database.dataSource());
  }

  @BeforeEach
  void addUsersAndTorrents() {
    System.out.println("seed " + seed);
    database.clear();
    for (int user = 1; user <= KNOWN_USERS; user++) {
      database.execute(
          "insert into users (user_id, passkey) values (%1$d, '%1$d')".formatted(user));
      Row row = new Row();
      List.of(
              "uploaded",
              "downloaded",
              "credited_uploaded",
              "credited_downloaded",
              "seed_seconds",
              "leech_seconds",
              "snatches")
          .forEach(column -> row.put(column, 0L));
      users.put(String.valueOf(user), row);
    }
    for (int torrent = 1; torrent <= TORRENTS; torrent++) {
      database.execute(
          "insert into torrents (torrent_id, info_hash) values (%d, x'%040x')"
              .formatted(torrent, torrent));
      Row row = new Row();
      row.putAll(Map.of("snatches", 0L, "seeders", 0L, "leechers", 0L, "announced_at", "null"));
      torrents.put(String.valueOf(torrent), row);
    }
  }

  @Test
  void agreesWithANaiveModelOfTheTables() throws DeltaHandlerException, SQLException {
    try (DeltaHandler handler =
        handlers.open(Map.of("rows-per-statement", 1 + random.nextInt(9)))) {
      for (int i = 0; i < BATCHES; i++) {
        DeltaBatch batch = batch();
        handler.handle(batch);
        batch.deltas().forEach(this::model);
        if (random.nextInt(4) == 0) {
          handler.handle(batch);
        }
      }
    }

    assertSame(rows("history", "user_id", "torrent_id"), history);
    assertSame(rows("users", "user_id"), users);
    assertSame(rows("torrents", "torrent_id"), torrents);
  }

  private void assertSame(Map<String, Row> rows, Map<String, Row> model) {
    assertThat(rows.keySet()).as("seed %d", seed).isEqualTo(model.keySet());
    rows.forEach(
        (key, row) -> assertThat(row).as("seed %d: row %s", seed, key).isEqualTo(model.get(key)));
  }

  private DeltaBatch batch() {
    List<StatsDelta> deltas = new ArrayList<>();
    long first = nextSequence;
    int size = 1 + random.nextInt(40);
    for (int i = 0; i < size; i++) {
      deltas.add(delta(nextSequence++));
    }
    return new DeltaBatch(
        ring, first, nextSequence - 1, List.copyOf(deltas), TestBatch.totals(deltas));
  }

  private StatsDelta delta(long sequence) {
    long user = random.nextInt(USERS + 1); // 0 is nobody
    long torrent = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(TORRENTS);
    DeltaEvent event = EVENTS.get(random.nextInt(EVENTS.size()));
    boolean expired = event == DeltaEvent.EXPIRED;
    return new StatsDelta(
        sequence,
        FakeClock.START_SECOND + (int) sequence,
        new UserId(0, user),
        user,
        new InfoHash(0, 0, (int) torrent),
        torrent,
        new PeerId(random.nextLong(), 0, random.nextInt()),
        expired ? List.of() : List.of(Endpoint.of("192.0.2." + random.nextInt(256), 6881)),
        expired ? "" : CLIENTS[random.nextInt(CLIENTS.length)],
        "",
        event,
        amount(),
        amount(),
        amount(),
        amount(),
        0,
        amount(),
        amount(),
        amount(),
        random.nextInt(3600),
        random.nextInt(3600),
        random.nextInt(5) == 0,
        0,
        0,
        random.nextInt(100),
        random.nextInt(100));
  }

  private long amount() {
    return switch (random.nextInt(12)) {
      case 0 -> Long.MAX_VALUE;
      case 1, 2, 3 -> 0;
      default -> random.nextLong(1L << 40);
    };
  }

  private void model(StatsDelta delta) {
    if (delta.userNumber() == 0 || delta.torrentNumber() == 0) {
      return;
    }
    long at = delta.atSecond();
    Row row =
        history.computeIfAbsent(
            delta.userNumber() + " " + delta.torrentNumber(), _ -> newHistory(at));
    row.addSums(delta);
    if (delta.snatch() && row.get("snatched_at").equals("null")) {
      row.put("snatched_at", at);
    }
    if (delta.event() != DeltaEvent.EXPIRED) {
      row.add("announces", 1);
      row.put("last_announce", at);
      if (!delta.clientName().isEmpty()) {
        row.put("client", delta.clientName());
      }
    }
    row.put("active", delta.active() ? 1L : 0L);
    row.put("left_bytes", delta.left());
    Row user = users.get(String.valueOf(delta.userNumber()));
    if (user != null) {
      user.addSums(delta);
    }
    Row torrent = torrents.get(String.valueOf(delta.torrentNumber()));
    torrent.add("snatches", delta.snatch() ? 1 : 0);
    torrent.put("seeders", (long) delta.seeders());
    torrent.put("leechers", (long) delta.leechers());
    torrent.put("announced_at", at);
  }

  private static Row newHistory(long at) {
    Row row = new Row();
    row.put("announces", 0L);
    row.put("snatched_at", "null");
    row.put("first_announce", at);
    row.put("last_announce", at);
    row.put("client", "");
    return row;
  }

  /** The modelled columns of a table, by its keys. */
  private Map<String, Row> rows(String table, String... keys) throws SQLException {
    Row sample =
        switch (table) {
          case "history" -> history.values().iterator().next();
          case "users" -> users.values().iterator().next();
          default -> torrents.values().iterator().next();
        };
    Map<String, Row> result = new TreeMap<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + table)) {
      while (rows.next()) {
        Row row = new Row();
        for (String column : sample.keySet()) {
          row.put(column, value(rows.getObject(column)));
        }
        List<String> key = new ArrayList<>();
        for (String column : keys) {
          key.add(rows.getString(column));
        }
        result.put(String.join(" ", key), row);
      }
    }
    return result;
  }

  private static Object value(Object value) {
    return switch (value) {
      case null -> "null";
      case Boolean flag -> flag ? 1L : 0L;
      case Number number -> number.longValue();
      default -> value.toString();
    };
  }
}
