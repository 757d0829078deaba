package io.karuta.privtrak.handler.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

@EachDatabase
class SchemaCheckTest {

  private final TestDatabase database;
  private final TestSqlHandler handlers;

  SchemaCheckTest(TestDatabase database) {
    this.database = database;
    handlers = new TestSqlHandler(database.dataSource());
  }

  private static Map<String, ?> update(String table, String where, String set) {
    return Map.of("per", "user", "update", table, "where", List.of(where), "set", List.of(set));
  }

  private static Map<String, ?> site(Object... statements) {
    return Map.of("profile", "none", "statements", List.of(statements));
  }

  private void assertRefused(Map<String, ?> options, String... messages) {
    assertThatThrownBy(() -> handlers.open(options))
        .isInstanceOf(SchemaException.class)
        .message()
        .contains(messages);
  }

  @Test
  void takesTheTrackersOwnTables() {
    handlers.open(Map.of()).close();
  }

  @Test
  void saysWhereAndWhichTableIsMissing() {
    assertRefused(
        site(update("user", "user_id = :user_number", "uploaded = :uploaded")),
        "test:1: statements[0]: table user: not in the database (expected: a table that is there,"
            + " perhaps users)");
  }

  @Test
  void saysWhereAndWhichColumnIsMissing() {
    assertRefused(
        site(update("users", "user_id = :user_number", "uploadd = :uploaded")),
        "test:1: statements[0]: column uploadd: not in table users (expected: a column of it,"
            + " perhaps uploaded)");
  }

  @Test
  void tellsEverythingAtOnce() {
    assertRefused(
        site(
            update("users", "user_id = :user_number", "a = 1"),
            update("nonsense", "user_id = :user_number", "b = 2"),
            update("users", "user_id = :user_number", "c = 3")),
        "statements[0]: column a: ",
        "statements[1]: table nonsense: ",
        "statements[2]: column c: ");
  }

  @Test
  void letsTheDatabaseJudgeWhatStandsInExpressions() {
    assertRefused(
        site(update("users", "id = :user_number", "uploaded = 1")),
        "statements[0]: refused by the database: ");
    assertRefused(
        site(update("users", "user_id = :user_number", "uploaded = nonsense(:uploaded)")),
        "statements[0]: refused by the database: ");
    assertRefused(
        site(update("users", "user_id = :user_number", "uploaded = 1 +")),
        "statements[0]: refused by the database: ");
    assertRefused(
        site(
            Map.of(
                "per",
                "user",
                "upsert",
                "users",
                "insert",
                List.of("user_id = :user_number", "passkey = 'x'"),
                "on-duplicate",
                List.of("uploaded = uploaded + values(nonsense)"))),
        "statements[0]: refused by the database: ");
  }

  @Test
  void executesNothing() {
    database.clear();
    handlers
        .open(
            site(
                Map.of(
                    "per",
                    "user",
                    "insert-into",
                    "users",
                    "insert",
                    List.of("user_id = :user_number", "passkey = 'x'"))))
        .close();

    assertThat(database.number("select count(*) from users")).isZero();
  }

  @Test
  void wantsItsOwnTables() {
    database.execute("alter table karuta_delivery rename to delivery_away");
    database.execute("alter table karuta_dead_letters rename to dead_letters_away");
    try {
      assertRefused(
          Map.of(),
          "table karuta_delivery: not in the database (expected: made by migrate = true, or by the"
              + " site as docs/database.md shows)",
          "table karuta_dead_letters: not in the database");
    } finally {
      database.execute("alter table delivery_away rename to karuta_delivery");
      database.execute("alter table dead_letters_away rename to karuta_dead_letters");
    }
  }

  @Test
  void wantsItsOwnTablesWithAllTheirColumns() {
    database.execute("alter table karuta_delivery rename to delivery_away");
    database.execute("create table karuta_delivery (ring varchar(36) primary key)");
    try {
      assertRefused(Map.of(), "table karuta_delivery: refused by the database: ");
    } finally {
      database.execute("drop table karuta_delivery");
      database.execute("alter table delivery_away rename to karuta_delivery");
    }
  }

  @Test
  void refusesTablesThatCannotTakeABatchBack() {
    Assumptions.assumeTrue(database.toString().equals("MariaDB"), "H2 has no other engine");
    database.execute("create table site_old (id bigint primary key, up bigint) engine=MyISAM");
    try {
      assertRefused(
          site(update("site_old", "id = :user_number", "up = :uploaded")),
          "table site_old: MyISAM can't take a batch back (expected: ENGINE=InnoDB)");
    } finally {
      database.execute("drop table site_old");
    }
  }

  @Test
  void checksLaterIfTheDatabaseIsAway() {
    LossyDataSource lossy = new LossyDataSource(database.dataSource());
    lossy.refuse(new SQLTransientConnectionException("nobody there", "08000"));
    TestSqlHandler away = new TestSqlHandler(lossy.dataSource());
    DeltaHandler handler = away.open(site(update("nonsense", "id = :user_number", "uploaded = 1")));
    lossy.accept();

    assertThatThrownBy(() -> handler.deliveredThrough(UUID.randomUUID()))
        .isInstanceOf(DeltaHandlerException.class)
        .hasMessageContaining("table nonsense: not in the database");
  }
}
