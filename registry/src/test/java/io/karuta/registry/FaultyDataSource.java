package io.karuta.registry;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransactionRollbackException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Real connections, of which one breaks where it is told to: before a statement, or before or after
 * a commit. Confined to one thread.
 */
public final class FaultyDataSource {

  private final DataSource database;
  private int statementsLeft = Integer.MAX_VALUE;
  private int deadlocksLeft;
  private boolean losesCommit;
  private boolean losesAnswer;

  public FaultyDataSource(DataSource database) {
    this.database = database;
  }

  /** Lets so many statements through, then the connection is lost. */
  public void breakAfter(int statements) {
    statementsLeft = statements;
  }

  /** Loses the connection at the next commit, which doesn't happen. */
  public void loseCommit() {
    losesCommit = true;
  }

  /** Loses the connection at the next commit, which happens. */
  public void loseAnswer() {
    losesAnswer = true;
  }

  /** Rolls the next transactions back at their first statement. */
  public void deadlock(int times) {
    deadlocksLeft = times;
  }

  public DataSource dataSource() {
    return proxy(
        DataSource.class,
        (_, method, arguments) -> {
          if (statementsLeft <= 0) {
            throw lost();
          }
          Object result = invoke(method, database, arguments);
          return result instanceof Connection connection ? faulty(connection) : result;
        });
  }

  private Connection faulty(Connection connection) {
    return proxy(
        Connection.class,
        (_, method, arguments) -> {
          if (method.getName().equals("commit")) {
            commit(connection);
            return null;
          }
          Object result = invoke(method, connection, arguments);
          return result instanceof PreparedStatement statement ? faulty(statement) : result;
        });
  }

  private void commit(Connection connection) throws SQLException {
    if (losesCommit) {
      losesCommit = false;
      connection.rollback();
      throw lost();
    }
    connection.commit();
    if (losesAnswer) {
      losesAnswer = false;
      throw lost();
    }
  }

  private PreparedStatement faulty(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (_, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            if (deadlocksLeft > 0) {
              deadlocksLeft--;
              throw new SQLTransactionRollbackException("deadlock", "40001");
            }
            if (statementsLeft-- <= 0) {
              throw lost();
            }
          }
          return invoke(method, statement, arguments);
        });
  }

  private static SQLException lost() {
    return new SQLNonTransientConnectionException("connection lost", "08000");
  }

  private static @Nullable Object invoke(
      Method method, Object target, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
