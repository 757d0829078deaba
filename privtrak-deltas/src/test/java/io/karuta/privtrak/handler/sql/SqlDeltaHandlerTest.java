package io.karuta.privtrak.handler.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import io.karuta.testkit.delta.Booked;
import io.karuta.testkit.delta.DeltaHandlerContract;
import io.karuta.testkit.delta.TestBatch;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class SqlDeltaHandlerTest extends DeltaHandlerContract {

  private static final int START = FakeClock.START_SECOND;

  private final TestDatabase database;
  private final UUID ring = UUID.randomUUID();

  SqlDeltaHandlerTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void addTwoUsersAndTwoTorrents() {
    database.clear();
    database.execute("insert into users (user_id, passkey) values (1, 'one'), (2, 'two')");
    database.execute("insert into torrents (torrent_id, info_hash) values (1, x'01'), (2, x'02')");
  }

  @Override
  protected DeltaHandler open() {
    // Few rows per statement, so that batches take several.
    return new TestSqlHandler(database.dataSource()).open(Map.of("rows-per-statement", 2));
  }

  @Override
  protected Booked booked(long userNumber, long torrentNumber) {
    if (number("select count(*)", userNumber, torrentNumber) == 0) {
      return Booked.NOTHING;
    }
    return new Booked(
        number("select uploaded", userNumber, torrentNumber),
        number("select downloaded", userNumber, torrentNumber),
        number("select snatches", userNumber, torrentNumber),
        number("select left_bytes", userNumber, torrentNumber),
        number("select case when active then 1 else 0 end", userNumber, torrentNumber) == 1);
  }

  private long number(String select, long userNumber, long torrentNumber) {
    return database.number(
        select
            + " from history where user_id = "
            + userNumber
            + " and torrent_id = "
            + torrentNumber);
  }

  private long user(String column) {
    return database.number("select " + column + " from users where user_id = 1");
  }

  private long torrent(String column) {
    return database.number("select " + column + " from torrents where torrent_id = 1");
  }

  /** The last table that a batch is written to. */
  @Override
  protected void breakDown() {
    database.execute("alter table karuta_delivery rename to delivery_away");
  }

  @Override
  protected void repair() {
    database.execute("alter table delivery_away rename to karuta_delivery");
  }

  @Test
  void addsUpUsersAndTorrents() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(
          new TestBatch(ring, 0)
              .add(1, 1, DeltaEvent.COMPLETED, 10, 500, 0, true)
              .add(1, 2, DeltaEvent.NONE, 5, 0, 1000, false)
              .add(2, 1, DeltaEvent.NONE, 99, 0, 0, false)
              .build());
      handler.handle(new TestBatch(ring, 3).add(1, 1, DeltaEvent.NONE, 7, 0, 0, false).build());
    }

    assertThat(user("uploaded")).isEqualTo(22);
    assertThat(user("downloaded")).isEqualTo(500);
    assertThat(user("credited_uploaded")).isEqualTo(22);
    assertThat(user("credited_downloaded")).isEqualTo(500);
    assertThat(user("seed_seconds")).isEqualTo(120);
    assertThat(user("leech_seconds")).isEqualTo(60);
    assertThat(user("snatches")).isEqualTo(1);
    assertThat(torrent("snatches")).isEqualTo(1);
    assertThat(torrent("seeders")).isZero();
    assertThat(torrent("leechers")).isEqualTo(1);
    assertThat(torrent("announced_at")).isEqualTo(START + 3);
  }

  @Test
  void notesWhenAUserCameSnatchedAndWasSeenLast() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(new TestBatch(ring, 0).add(1, 1, 0, 0).build());
      handler.handle(new TestBatch(ring, 1).add(1, 1, DeltaEvent.COMPLETED, 0, 9, 0, true).build());
      handler.handle(new TestBatch(ring, 2).add(1, 1, DeltaEvent.COMPLETED, 0, 9, 0, true).build());
      handler.handle(new TestBatch(ring, 3).add(1, 1, DeltaEvent.EXPIRED, 0, 0, 0, false).build());
    }

    assertThat(number("select first_announce", 1, 1)).isEqualTo(START);
    assertThat(number("select snatched_at", 1, 1)).isEqualTo(START + 1);
    assertThat(number("select last_announce", 1, 1)).isEqualTo(START + 2);
    assertThat(number("select announces", 1, 1)).isEqualTo(3);
    assertThat(booked(1, 1)).isEqualTo(new Booked(0, 18, 2, 0, false));
  }

  @Test
  void takesOnlyTheRestOfABatchThatOverlapsWhatWasDelivered() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(new TestBatch(ring, 0).add(1, 1, 10, 0).add(1, 1, 20, 0).build());
      handler.handle(
          new TestBatch(ring, 1).add(1, 1, 20, 0).add(1, 1, 400, 0).add(1, 2, 5, 0).build());
      assertThat(handler.deliveredThrough(ring)).isEqualTo(3);
    }

    assertThat(booked(1, 1).uploaded()).isEqualTo(430);
    assertThat(booked(1, 2).uploaded()).isEqualTo(5);
  }

  @Test
  void knowsNothingOfARingThatItNeverSaw() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      assertThat(handler.deliveredThrough(ring)).isEqualTo(DeltaHandler.UNKNOWN);
    }
  }

  @Test
  void keepsTheProgressOfEachHandlerApart() throws DeltaHandlerException {
    TestSqlHandler handlers = new TestSqlHandler(database.dataSource());
    try (DeltaHandler books = handlers.open("books", Map.of());
        DeltaHandler mirror = handlers.open("mirror", Map.of())) {
      books.handle(new TestBatch(ring, 0).add(1, 1, 10, 0).build());
      books.handle(new TestBatch(ring, 1).add(1, 1, 10, 0).build());
      mirror.handle(new TestBatch(ring, 0).add(1, 1, 10, 0).build());

      assertThat(books.deliveredThrough(ring)).isEqualTo(1);
      assertThat(mirror.deliveredThrough(ring)).isZero();
    }
  }

  @Test
  void inventsNeitherUsersNorTorrents() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(new TestBatch(ring, 0).add(77, 88, 10, 0).build());
    }

    assertThat(booked(77, 88).uploaded()).isEqualTo(10);
    assertThat(database.number("select count(*) from users")).isEqualTo(2);
    assertThat(database.number("select count(*) from torrents")).isEqualTo(2);
  }

  @Test
  void stopsAtTheLargestNumberInsteadOfFailingForEver() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(new TestBatch(ring, 0).add(1, 1, Long.MAX_VALUE, 0).build());
      handler.handle(new TestBatch(ring, 1).add(1, 1, Long.MAX_VALUE, 0).add(1, 2, 5, 0).build());
    }

    assertThat(booked(1, 1).uploaded()).isEqualTo(Long.MAX_VALUE);
    assertThat(user("uploaded")).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void writesBatchesOfManyRows() throws DeltaHandlerException {
    TestBatch batch = new TestBatch(ring, 0);
    for (int user = 1; user <= 1001; user++) {
      batch.add(user, user % 7 + 1, user, 1);
    }
    try (DeltaHandler handler = new TestSqlHandler(database.dataSource()).open(Map.of())) {
      handler.handle(batch.build());
    }

    assertThat(database.number("select count(*) from history")).isEqualTo(1001);
    assertThat(database.number("select sum(uploaded) from history")).isEqualTo(1001 * 1002 / 2);
  }
}
