package io.karuta.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

  @TempDir Path folder;

  private DatabaseConfig config(Map<String, ?> values) {
    FakeOptions options = FakeOptions.of(values);
    DatabaseConfig config = DatabaseConfig.read(options);
    assertThat(options.problems()).isEmpty();
    return config;
  }

  private DatabaseConfig inFile() {
    return config(Map.of("file", folder.resolve("karuta").toString(), "password", "hunter2"));
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(Database database, String table) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void makesTheTablesOnceAndKeepsWhatIsInThem() throws SQLException {
    try (Database database = Database.open(inFile())) {
      execute(database, "insert into clients (prefix, name) values ('-DE', 'Deluge')");
    }

    try (Database database = Database.open(inFile())) {
      assertThat(count(database, "clients")).isEqualTo(1);
      assertThat(database.isReachable()).isTrue();
    }
  }

  @Test
  void hasWrittenWhatIsCommittedBeforeItSaysSo() throws SQLException, IOException {
    try (Database database = Database.open(inFile())) {
      for (int i = 1; i <= 20; i++) {
        execute(database, "insert into clients (prefix, name) values ('-" + i + "', 'client')");
        Path killed = folder.resolve("killed-" + i);
        Files.copy(folder.resolve("karuta.mv.db"), Path.of(killed + ".mv.db"));

        DatabaseConfig copy =
            config(Map.of("file", killed.toString(), "password", "hunter2", "migrate", false));
        try (Database again = Database.open(copy)) {
          assertThat(count(again, "clients")).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void leavesAForeignSchemaAloneUnlessItIsToldThatItIsOurs() throws SQLException {
    String file = folder.resolve("site").toString();
    DatabaseConfig foreign = config(Map.of("file", file, "migrate", false));
    try (Database database = Database.open(foreign)) {
      execute(database, "create table site_users (id int primary key)");
      assertThatThrownBy(() -> count(database, "users")).isInstanceOf(SQLException.class);
    }

    assertThatThrownBy(() -> Database.open(config(Map.of("file", file))))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("migrate");
  }

  @Test
  void saysWhichDatabaseDoesNotAnswer() {
    DatabaseConfig nobody =
        config(
            Map.of(
                "url", "jdbc:mariadb://127.0.0.1:1/karuta",
                "password", "hunter2",
                "connect-timeout", Duration.ofMillis(250)));

    assertThatThrownBy(() -> Database.open(nobody))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("jdbc:mariadb://127.0.0.1:1/karuta")
        .hasMessageContaining("karuta'")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void saysThatThePasswordIsWrongWithoutTellingIt() {
    Database.open(inFile()).close();
    DatabaseConfig wrong =
        config(
            Map.of(
                "file", folder.resolve("karuta").toString(),
                "password", "hunter3",
                "connect-timeout", Duration.ofMillis(250)));

    assertThatThrownBy(() -> Database.open(wrong))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("password")
        .message()
        .doesNotContain("hunter3");
  }

  @Test
  void countsErrorsByTheirKindAndShowsItsConnections() throws SQLException {
    FakeMetrics metrics = new FakeMetrics();
    try (Database database = Database.open(inFile(), metrics)) {
      execute(database, "insert into clients (prefix, name) values ('-DE', 'Deluge')");
      assertThatThrownBy(
              () -> execute(database, "insert into clients (prefix, name) values ('-DE', 'again')"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> execute(database, "select nothing from nowhere"))
          .isInstanceOf(SQLException.class);

      try (Connection _ = database.dataSource().getConnection()) {
        assertThat(metrics.value("database-connections", "state", "awaited")).isZero();
      }
      assertThat(metrics.value("database-errors", "kind", "data")).isEqualTo(1);
      assertThat(metrics.value("database-errors", "kind", "other")).isEqualTo(1);
      assertThat(metrics.value("database-errors", "kind", "conflict")).isZero();
      assertThat(metrics.value("database-wait")).isPositive();
    }
  }

  @Test
  void countsWhoGetsNoConnectionInTime() throws SQLException {
    FakeMetrics metrics = new FakeMetrics();
    DatabaseConfig single =
        config(
            Map.of(
                "file",
                folder.resolve("karuta").toString(),
                "migrate",
                false,
                "pool-size",
                1,
                "connect-timeout",
                Duration.ofMillis(250)));
    try (Database database = Database.open(single, metrics);
        Connection _ = database.dataSource().getConnection()) {
      assertThat(database.isReachable()).isFalse();

      assertThat(metrics.value("database-errors", "kind", "unavailable")).isEqualTo(1);
    }
  }

  @Test
  void isNotReachableAfterClose() {
    Database database = Database.open(inFile());

    database.close();
    database.close();

    assertThat(database.isReachable()).isFalse();
  }
}
