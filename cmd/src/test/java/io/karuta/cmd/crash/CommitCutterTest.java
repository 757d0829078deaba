package io.karuta.cmd.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.testkit.database.MariaDbServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The harness's own cuts do what they claim. */
final class CommitCutterTest {

  @Test
  void cutsBeforeOrAfterTheServerHearsTheCommit() throws Exception {
    try (MariaDbServer server = MariaDbServer.start();
        CommitCutter cutter = CommitCutter.open(server.port())) {
      server.createSchema("cut");
      String url = "jdbc:mariadb://127.0.0.1:" + cutter.port() + "/cut?sslMode=disable";
      execute(url, "create table t (n int)");
      AtomicInteger then = new AtomicInteger();

      insertUntilCut(url, 1, cutter, new CommitCutter.Cut(true, then::incrementAndGet));
      assertThat(sum(url)).isEqualTo(1);

      insertUntilCut(url, 2, cutter, new CommitCutter.Cut(false, then::incrementAndGet));
      assertThat(sum(url)).isEqualTo(1);
      assertThat(then).hasValue(2);

      insert(url, 4);
      assertThat(sum(url)).isEqualTo(5);
    }
  }

  private static void insertUntilCut(
      String url, int number, CommitCutter cutter, CommitCutter.Cut cut) throws Exception {
    cutter.arm(cut);
    assertThatThrownBy(() -> insert(url, number)).isInstanceOf(SQLException.class);
    assertThat(cutter.awaitCut(cut, 10)).isTrue();
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, MariaDbServer.USER, MariaDbServer.PASSWORD);
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void insert(String url, int number) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("insert into t values (" + number + ")");
      connection.commit();
    }
  }

  private static long sum(String url) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select sum(n) from t")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
