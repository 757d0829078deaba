package io.karuta.privtrak.handler.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.privtrak.handler.sql.LossyDataSource.Loss;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import io.karuta.testkit.delta.TestBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@EachDatabase
@Timeout(120)
class RetriedBatchTest {

  private final TestDatabase database;
  private final LossyDataSource lossy;
  private final TestSqlHandler handlers;
  private final UUID ring = UUID.randomUUID();
  private final DeltaBatch first = new TestBatch(ring, 0).add(1, 1, 10, 0).build();
  private final DeltaBatch second =
      new TestBatch(ring, 1).add(1, 1, 500, 0).add(2, 2, 7, 0).build();

  RetriedBatchTest(TestDatabase database) {
    this.database = database;
    lossy = new LossyDataSource(database.dataSource());
    handlers = new TestSqlHandler(lossy.dataSource());
  }

  @BeforeEach
  void addTwoUsers() {
    database.clear();
    database.execute("insert into users (user_id, passkey) values (1, 'one'), (2, 'two')");
  }

  private void assertBothBatchesCountOnce() {
    assertThat(database.number("select sum(uploaded) from history")).isEqualTo(517);
    assertThat(database.number("select uploaded from users where user_id = 1")).isEqualTo(510);
    assertThat(database.number("select uploaded from users where user_id = 2")).isEqualTo(7);
    assertThat(database.number("select last_sequence from karuta_delivery")).isEqualTo(2);
  }

  @Test
  void countsABatchOnceWhoseCommitsReplyWasLost() throws DeltaHandlerException {
    try (DeltaHandler handler = handlers.open(Map.of())) {
      lossy.loseNext(Loss.AFTER_COMMIT);
      assertThatThrownBy(() -> handler.handle(first)).isInstanceOf(DeltaHandlerException.class);
      handler.handle(first);
      lossy.loseNext(Loss.AFTER_COMMIT);
      assertThatThrownBy(() -> handler.handle(second)).isInstanceOf(DeltaHandlerException.class);
      handler.handle(second);
    }

    assertBothBatchesCountOnce();
  }

  @Test
  void countsABatchOnceWhoseCommitWasLost() throws DeltaHandlerException {
    try (DeltaHandler handler = handlers.open(Map.of())) {
      lossy.loseNext(Loss.BEFORE_COMMIT);
      assertThatThrownBy(() -> handler.handle(first)).isInstanceOf(DeltaHandlerException.class);
      handler.handle(first);
      lossy.loseNext(Loss.BEFORE_COMMIT);
      lossy.loseNext(Loss.BEFORE_COMMIT);
      assertThatThrownBy(() -> handler.handle(second)).isInstanceOf(DeltaHandlerException.class);
      assertThatThrownBy(() -> handler.handle(second)).isInstanceOf(DeltaHandlerException.class);
      handler.handle(second);
    }

    assertBothBatchesCountOnce();
  }

  @Test
  void waitsForAnEarlierTryThatTheServerIsStillAt() throws Exception {
    try (DeltaHandler handler = handlers.open(Map.of());
        Connection earlier = database.dataSource().getConnection()) {
      handler.handle(first);
      earlier.setAutoCommit(false);
      execute(earlier, "update karuta_delivery set last_sequence = 2");
      execute(earlier, "update users set uploaded = 510 where user_id = 1");
      execute(earlier, "update users set uploaded = 7 where user_id = 2");
      execute(earlier, "update history set uploaded = 510");
      execute(
          earlier,
          "insert into history (user_id, torrent_id, uploaded, first_announce, last_announce,"
              + " active, left_bytes) values (2, 2, 7, 0, 0, true, 0)");
      FutureTask<?> again = start(() -> handler.handle(second));
      awaitLockWait();

      earlier.commit();

      again.get(60, TimeUnit.SECONDS);
    }

    assertBothBatchesCountOnce();
  }

  @Test
  void triesAgainAtOnceWhenItIsTheVictimOfADeadlock() throws Exception {
    Assumptions.assumeTrue(database.toString().equals("MariaDB"), "H2 picks its victim otherwise");
    try (DeltaHandler handler = handlers.open(Map.of());
        Connection other = database.dataSource().getConnection()) {
      handler.handle(first);
      long deadlocks = deadlocks();
      other.setAutoCommit(false);
      // Whoever has changed the least is rolled back.
      StringBuilder many = new StringBuilder("insert into clients (prefix) values ('-A-')");
      for (int i = 0; i < 1000; i++) {
        many.append(", ('-").append(i).append("-')");
      }
      execute(other, many.toString());
      execute(other, "update users set name = 'b' where user_id = 2");
      FutureTask<?> delivery = start(() -> handler.handle(second));
      awaitLockWait();

      execute(other, "update users set name = 'a' where user_id = 1");

      assertThat(deadlocks()).isEqualTo(deadlocks + 1);
      other.commit();
      delivery.get(60, TimeUnit.SECONDS);
    }

    assertBothBatchesCountOnce();
  }

  @Test
  void throwsWhenALockIsHeldForLongAndGoesOnAfterwards() throws Exception {
    lossy.beginWith(
        database.toString().equals("MariaDB")
            ? "set session innodb_lock_wait_timeout = 1"
            : "set lock_timeout 100");
    try (DeltaHandler handler = handlers.open(Map.of());
        Connection other = database.dataSource().getConnection()) {
      handler.handle(first);
      other.setAutoCommit(false);
      execute(other, "update users set name = 'b' where user_id = 2");

      assertThatThrownBy(() -> handler.handle(second))
          .isInstanceOf(DeltaHandlerException.class)
          .hasMessageContaining("ock"); // "Lock wait timeout", "Timeout trying to lock"
      assertThat(database.number("select sum(uploaded) from history")).isEqualTo(10);
      other.rollback();

      handler.handle(second);
    }

    assertBothBatchesCountOnce();
    assertThat(database.number("select count(*) from karuta_dead_letters")).isZero();
  }

  @Test
  void doesNotBlameRowsForATableThatIsGone() throws DeltaHandlerException {
    try (DeltaHandler handler = handlers.open(Map.of())) {
      handler.handle(first);
      database.execute("alter table users rename to users_away");
      assertThatThrownBy(() -> handler.handle(second)).isInstanceOf(DeltaHandlerException.class);
      database.execute("alter table users_away rename to users");
      handler.handle(second);
    }

    assertBothBatchesCountOnce();
    assertThat(database.number("select count(*) from karuta_dead_letters")).isZero();
  }

  private interface Delivery {
    void run() throws DeltaHandlerException;
  }

  private static FutureTask<?> start(Delivery delivery) {
    FutureTask<?> task =
        new FutureTask<>(
            (Callable<Boolean>)
                () -> {
                  delivery.run();
                  return true;
                });
    Thread.ofPlatform().name("delivery").daemon().start(task);
    return task;
  }

  private void awaitLockWait() {
    String waiting =
        database.toString().equals("MariaDB")
            // Not of innodb_trx: that is a copy, never renewed while it is asked for all the time.
            ? "select variable_value from information_schema.global_status"
                + " where variable_name = 'INNODB_ROW_LOCK_CURRENT_WAITS'"
            : "select count(*) from information_schema.sessions where blocker_id is not null";
    while (database.number(waiting) == 0) {
      Thread.onSpinWait();
    }
  }

  private long deadlocks() {
    return database.number(
        "select variable_value from information_schema.global_status"
            + " where variable_name = 'INNODB_DEADLOCKS'");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
