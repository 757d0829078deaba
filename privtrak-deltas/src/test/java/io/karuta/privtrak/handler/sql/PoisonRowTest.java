package io.karuta.privtrak.handler.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import io.karuta.testkit.delta.TestBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachDatabase
class PoisonRowTest {

  private static final int ROWS = 2000;
  private static final int POISON = 1234;

  private final TestDatabase database;
  private final TestSqlHandler handlers;
  private final UUID ring = UUID.randomUUID();

  PoisonRowTest(TestDatabase database) {
    this.database = database;
    handlers = new TestSqlHandler(database.dataSource());
  }

  @BeforeEach
  void makeTheSitesTable() {
    database.clear();
    database.execute("create table site_users (id bigint not null primary key) engine=InnoDB");
    database.execute("insert into site_users (id) values (0)");
    database.execute(
        """
        create table site_rows (
          uid bigint not null primary key,
          up bigint not null,
          small tinyint not null default 0,
          short varchar(5) not null default '',
          code varchar(20) not null default '',
          owner bigint,
          note bigint,
          checked bigint not null default 0 check (checked < 1000000),
          unique key site_rows_code (code),
          constraint site_rows_owner foreign key (owner) references site_users (id)
        ) engine=InnoDB\
        """);
  }

  @AfterEach
  void dropTheSitesTable() {
    database.execute("drop table site_rows");
    database.execute("drop table site_users");
  }

  /** Rows of a poisonous kind: what refuses the user's row is the column that is told. */
  private static Map<String, ?> options(String poisonous) {
    return Map.of(
        "profile",
        "none",
        "statements",
        List.of(
            Map.of(
                "per",
                "user",
                "upsert",
                "site_rows",
                "insert",
                List.of("uid = :user_number", "up = :uploaded", "code = :user_number", poisonous),
                "on-duplicate",
                List.of("up = site_rows.up + values(up)"))));
  }

  private TestBatch batchOfAll(long firstSequence) {
    TestBatch batch = new TestBatch(ring, firstSequence);
    for (int user = 1; user <= ROWS; user++) {
      batch.add(user, 1, 10, 0);
    }
    return batch;
  }

  private String text(String query) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  private long count(String table) {
    return database.number("select count(*) from " + table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checked = case when :user_number = 1234 then 1000000 else 1 end",
        "short = case when :user_number = 1234 then 'too long' else 'short' end",
        "small = case when :user_number = 1234 then 128 else 127 end",
        "owner = case when :user_number = 1234 then 77 else 0 end",
        "small = case when :user_number = 1234 then null else 1 end",
        "note = case when :user_number = 1234 then 'nonsense' else '1' end",
        "note = 1 / (:user_number - 1234)",
      })
  void keepsOneRowOfTwoThousandThatIsRefusedAndDeliversTheOthers(String poisonous)
      throws DeltaHandlerException {
    try (DeltaHandler handler = handlers.open("books", options(poisonous))) {
      handler.handle(batchOfAll(0).build());

      assertThat(count("site_rows")).isEqualTo(ROWS - 1);
      assertThat(database.number("select sum(up) from site_rows")).isEqualTo((ROWS - 1) * 10L);
      assertThat(count("karuta_dead_letters")).isEqualTo(1);
      assertThat(database.number("select first_sequence from karuta_dead_letters"))
          .isEqualTo(POISON - 1);
      assertThat(text("select statement_text from karuta_dead_letters"))
          .isEqualTo("statements[0]: upsert site_rows per user");
      assertThat(text("select row_values from karuta_dead_letters"))
          .startsWith("{\"user_number\":1234,\"user_id\":\"00000000000000000000000000000")
          .contains("\"uploaded\":10,\"downloaded\":0,");
      assertThat(text("select reason from karuta_dead_letters")).isNotBlank();
      assertThat(text("select ring from karuta_dead_letters")).isEqualTo(ring.toString());
      assertThat(text("select handler from karuta_dead_letters")).isEqualTo("books");
      assertThat(handlers.metrics.value("delta-dead-letters", "handler", "books")).isEqualTo(1);
      assertThat(handler.deliveredThrough(ring)).isEqualTo(ROWS - 1);

      handler.handle(new TestBatch(ring, ROWS).add(1, 1, 5, 0).add(2, 2, 7, 0).build());
    }

    assertThat(database.number("select up from site_rows where uid = 1")).isEqualTo(15);
    assertThat(database.number("select up from site_rows where uid = 2")).isEqualTo(17);
    assertThat(count("karuta_dead_letters")).isEqualTo(1);
  }

  @Test
  void keepsEveryRefusedRowOfSeveral() throws DeltaHandlerException {
    String poisonous = "small = case when :user_number in (1, 250, 251, 2000) then 128 else 0 end";
    try (DeltaHandler handler = handlers.open(options(poisonous))) {
      handler.handle(batchOfAll(0).build());
    }

    assertThat(count("site_rows")).isEqualTo(ROWS - 4);
    assertThat(count("karuta_dead_letters")).isEqualTo(4);
  }

  @Test
  void keepsAnUpdateThatIsRefused() throws DeltaHandlerException {
    Map<String, ?> options =
        Map.of(
            "profile",
            "none",
            "statements",
            List.of(
                Map.of(
                    "per",
                    "user",
                    "update",
                    "site_rows",
                    "where",
                    List.of("uid = :user_number"),
                    "set",
                    List.of("checked = checked + :uploaded"))));
    database.execute("insert into site_rows (uid, up, code) values (1, 0, 'a'), (2, 0, 'b')");
    try (DeltaHandler handler = handlers.open(options)) {
      handler.handle(new TestBatch(ring, 0).add(1, 1, 600_000, 0).add(2, 1, 600_000, 0).build());
      handler.handle(new TestBatch(ring, 2).add(1, 1, 600_000, 0).add(2, 1, 1, 0).build());
    }

    assertThat(database.number("select checked from site_rows where uid = 1")).isEqualTo(600_000);
    assertThat(database.number("select checked from site_rows where uid = 2")).isEqualTo(600_001);
    assertThat(count("karuta_dead_letters")).isEqualTo(1);
  }

  @Test
  void lettersOfOneRowAloneAreNoReasonToStop() throws DeltaHandlerException {
    try (DeltaHandler handler = handlers.open(options("small = 128"))) {
      handler.handle(new TestBatch(ring, 0).add(1, 1, 10, 0).build());
    }

    assertThat(count("karuta_dead_letters")).isEqualTo(1);
  }

  @Test
  void waitsWhenMostRowsAreRefusedUntilTheTableIsMended() throws DeltaHandlerException {
    String poisonous = "note = :uploaded";
    try (DeltaHandler handler = handlers.open(options(poisonous))) {
      database.execute("alter table site_rows add constraint site_rows_note check (note < 10)");

      assertThatThrownBy(() -> handler.handle(batchOfAll(0).build()))
          .isInstanceOf(DeltaHandlerException.class)
          .hasMessageContaining("statements[0]: upsert site_rows per user")
          .hasMessageContaining("of 2000 rows refused");
      assertThat(count("site_rows")).isZero();
      assertThat(count("karuta_dead_letters")).isZero();
      assertThat(handler.deliveredThrough(ring)).isEqualTo(DeltaHandler.UNKNOWN);

      database.execute("alter table site_rows drop constraint site_rows_note");
      handler.handle(batchOfAll(0).build());
    }

    assertThat(count("site_rows")).isEqualTo(ROWS);
    assertThat(count("karuta_dead_letters")).isZero();
  }
}
