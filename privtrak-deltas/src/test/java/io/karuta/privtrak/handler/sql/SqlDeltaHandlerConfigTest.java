package io.karuta.privtrak.handler.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.config.Problem;
import io.karuta.privtrak.handler.sql.SqlStatement.Kind;
import io.karuta.testkit.FakeOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlDeltaHandlerConfigTest {

  private static final Map<String, ?> UPDATE =
      Map.of(
          "per",
          "user",
          "update",
          "users",
          "where",
          List.of("id = :user_number"),
          "set",
          List.of("up = up + :credited_uploaded"));

  private static SqlDeltaHandlerConfig read(FakeOptions options) {
    return SqlDeltaHandlerConfig.read(options);
  }

  /** Options with one statement: an update with some of its keys changed. */
  private static FakeOptions statement(Map<String, ?> changes) {
    Map<String, Object> statement = new HashMap<>(UPDATE);
    statement.putAll(changes);
    statement.values().removeIf(""::equals);
    return FakeOptions.of(Map.of("statements", List.of(statement)));
  }

  private static String problem(Map<String, ?> changes) {
    FakeOptions options = statement(changes);
    read(options);
    assertThat(options.problems()).hasSize(1);
    Problem problem = options.problems().getFirst();
    return problem.path() + " expected " + problem.expected() + ", found " + problem.found();
  }

  @Test
  void hasDefaults() {
    FakeOptions options = FakeOptions.empty();

    SqlDeltaHandlerConfig config = read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config.rowsPerStatement()).isEqualTo(250);
    assertThat(config.deadLetterLimit()).isEqualTo(100);
    assertThat(config.statements())
        .extracting(SqlStatement::table)
        .containsExactly("history", "users", "torrents");
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "profile",
                "none",
                "rows-per-statement",
                10,
                "dead-letter-limit",
                7,
                "statements",
                List.of(
                    UPDATE,
                    Map.of(
                        "per",
                        "user-torrent",
                        "upsert",
                        "site.history",
                        "insert",
                        List.of("uid = :user_number", "`left` = :left", "at = now()"),
                        "on-duplicate",
                        List.of("`left` = values(`left`)")),
                    Map.of(
                        "per",
                        "snatch",
                        "insert-into",
                        "snatched",
                        "insert",
                        List.of("uid = :user_number", "note = concat('at 12:30 ', :ip_text)")))));

    SqlDeltaHandlerConfig config = read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config.rowsPerStatement()).isEqualTo(10);
    assertThat(config.deadLetterLimit()).isEqualTo(7);
    assertThat(config.statements())
        .extracting(SqlStatement::kind)
        .containsExactly(Kind.UPDATE, Kind.UPSERT, Kind.INSERT);
    SqlStatement upsert = config.statements().get(1);
    assertThat(upsert.table()).isEqualTo("site.history");
    assertThat(upsert.insert()).extracting(Assignment::column).containsExactly("uid", "left", "at");
    assertThat(upsert.place()).isEqualTo(new Place("test:1", "statements[1]"));
    assertThat(config.statements().get(2).insert().get(1).value())
        .isEqualTo(
            new Expression(List.of(" concat('at 12:30 ', ", ")"), List.of(Parameter.IP_TEXT)));
  }

  @Test
  void addsTheSitesStatementsToThoseOfAProfile() {
    FakeOptions options = FakeOptions.of(Map.of("statements", List.of(UPDATE)));

    assertThat(read(options).statements()).hasSize(4);
  }

  @Test
  void wantsStatementsWithoutAProfile() {
    FakeOptions options = FakeOptions.of(Map.of("profile", "none"));

    read(options);

    assertThat(options.problemPaths()).containsExactly("statements");
  }

  @ParameterizedTest
  @CsvSource({
    "rows-per-statement, 0",
    "rows-per-statement, 3001",
    "dead-letter-limit, -1",
    "dead-letter-limit, 1000001"
  })
  void refusesValuesOutOfRange(String key, int value) {
    FakeOptions options = FakeOptions.of(Map.of(key, value));

    read(options);

    assertThat(options.problemPaths()).containsExactly(key);
  }

  @Test
  void suggestsAParameterForAMisspeltOne() {
    assertThat(problem(Map.of("set", List.of("up = up + :uplaoded"))))
        .isEqualTo(
            "statements[0].set expected a parameter of a row per user, perhaps :uploaded,"
                + " found :uplaoded in \"up + :uplaoded\"");
  }

  @Test
  void refusesParametersThatSuchRowsDoNotHave() {
    assertThat(problem(Map.of("set", List.of("up = :torrent_number"))))
        .startsWith("statements[0].set expected a parameter of a row per user");
    assertThat(problem(Map.of("per", "torrent", "set", List.of("up = 1"))))
        .startsWith("statements[0].where expected a parameter of a row per torrent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up = :",
        "up = :nonsense",
        "up = (1",
        "up = 1)",
        "up = ')",
        "up = 1; drop table users",
        "up = ?",
        "up = 1 -- all",
        "up = 1 /* all */",
        "up = 1 # all",
        "up = ",
        "up",
        "= 1",
        "two words = 1",
        "a.b = 1"
      })
  void refusesTextsThatAreNoAssignment(String text) {
    assertThat(problem(Map.of("set", List.of(text)))).startsWith("statements[0].set expected ");
  }

  @Test
  void refusesAColumnThatIsSetTwice() {
    assertThat(problem(Map.of("set", List.of("up = 1", "down = 2", "up = 3"))))
        .isEqualTo("statements[0].set expected each column once, found up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a.b.c", "a;b", "a.", "`a"})
  void refusesTablesThatAreNoName(String table) {
    assertThat(problem(Map.of("update", table))).startsWith("statements[0].update expected ");
  }

  @Test
  void refusesMissingLists() {
    assertThat(problem(Map.of("where", List.of()))).startsWith("statements[0].where expected ");
    assertThat(problem(Map.of("set", List.of()))).startsWith("statements[0].set expected ");
  }

  @Test
  void wantsToKnowWhatARowStandsFor() {
    assertThat(problem(Map.of("per", ""))).startsWith("statements[0].per expected ");
  }

  @Test
  void wantsOneKindOfStatement() {
    assertThat(problem(Map.of("upsert", "users")))
        .isEqualTo(
            "statements[0] expected one of update, upsert, insert-into, found update, upsert");
    assertThat(problem(Map.of("update", "")))
        .isEqualTo("statements[0] expected one of update, upsert, insert-into, found none");
  }

  @Test
  void refusesKeysOfAnotherKindOfStatement() {
    assertThat(problem(Map.of("insert", List.of("up = 1"))))
        .isEqualTo("statements[0].insert expected no such key beside update, found insert");
  }

  @Test
  void refusesParametersWhereOneTextIsForManyRows() {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "statements",
                List.of(
                    Map.of(
                        "per",
                        "user",
                        "upsert",
                        "users",
                        "insert",
                        List.of("id = :user_number"),
                        "on-duplicate",
                        List.of("up = up + :uploaded")))));

    read(options);

    assertThat(options.problemPaths()).containsExactly("statements[0].on-duplicate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user         | id = :user_number                                   | true",
        "user         | `users`.`id`=:user_number                           | true",
        "user         | id = :user_number + 1                               | false",
        "user         | not id = :user_number                               | false",
        "user         | up > :uploaded                                      | false",
        "user-torrent | id = :user_number                                   | false",
        "delta        | id = :user_number                                   | false",
        "snatch       | id = :user_number                                   | false",
      })
  void letsManyRowsShareAnUpdateOnlyIfTheirKeysTellThemApart(
      String per, String where, boolean expected) {
    FakeOptions options = statement(Map.of("per", per, "where", List.of(where.trim())));

    assertThat(read(options).statements().getLast().mayShareAStatement()).isEqualTo(expected);
    assertThat(options.problems()).isEmpty();
  }
}
