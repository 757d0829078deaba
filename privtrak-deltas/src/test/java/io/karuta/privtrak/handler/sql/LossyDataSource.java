package io.karuta.privtrak.handler.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Real connections of which one can be told to lose the reply of its commit, or to break before it.
 * Confined to one thread.
 */
final class LossyDataSource {

  /** When the connection is lost. */
  enum Loss {
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final DataSource database;
  private final Deque<Loss> losses = new ArrayDeque<>();
  private @Nullable SQLException refusal;
  private @Nullable String first;

  LossyDataSource(DataSource database) {
    this.database = database;
  }

  /** Makes a commit fail that comes after those that are to fail already. */
  void loseNext(Loss loss) {
    losses.add(loss);
  }

  /** Gives no connection from now on. */
  void refuse(SQLException refusal) {
    this.refusal = refusal;
  }

  /** Gives connections again. */
  void accept() {
    refusal = null;
  }

  /** Makes every connection begin with a statement. */
  void beginWith(String sql) {
    first = sql;
  }

  DataSource dataSource() {
    return proxy(
        DataSource.class,
        (_, method, arguments) -> {
          if (refusal != null) {
            throw refusal;
          }
          Object result = invoke(method, database, arguments);
          return result instanceof Connection connection ? lossy(connection) : result;
        });
  }

  private Connection lossy(Connection connection) throws SQLException {
    if (first != null) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(first);
      }
    }
    return proxy(
        Connection.class,
        (_, method, arguments) -> {
          if (!method.getName().equals("commit") || losses.isEmpty()) {
            return invoke(method, connection, arguments);
          }
          if (losses.remove() == Loss.AFTER_COMMIT) {
            connection.commit();
          }
          throw new SQLNonTransientConnectionException("connection lost at the commit", "08000");
        });
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
