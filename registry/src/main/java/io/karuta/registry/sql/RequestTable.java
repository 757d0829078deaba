package io.karuta.registry.sql;

import io.karuta.pipeline.registry.NotedRequest;
import io.karuta.pipeline.registry.RequestKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Requests that were answered, and which save was the last. */
final class RequestTable {

  private RequestTable() {}

  /** The request that was noted under a key. */
  static Optional<NotedRequest> find(Connection connection, String key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select fingerprint, answer, answered_at from karuta_request_keys
            where request_key = ?\
            """)) {
      select.setString(1, key);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new NotedRequest(
                    new RequestKey(key, rows.getString(1)), rows.getString(2), rows.getLong(3)))
            : Optional.empty();
      }
    }
  }

  /** Notes a request, in the place of an old one of the same key. */
  static void note(Connection connection, NotedRequest noted) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from karuta_request_keys where request_key = ?")) {
      delete.setString(1, noted.key().key());
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into karuta_request_keys (request_key, fingerprint, answer, answered_at)
            values (?, ?, ?, ?)\
            """)) {
      insert.setString(1, noted.key().key());
      insert.setString(2, noted.key().fingerprint());
      insert.setString(3, noted.answer());
      insert.setLong(4, noted.second());
      insert.executeUpdate();
    }
  }

  /** Notes a save under the empty key, which no request has, in the place of the one before. */
  static void mark(Connection connection, long mark) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update karuta_request_keys set answer = ? where request_key = ''")) {
      update.setString(1, String.valueOf(mark));
      if (update.executeUpdate() > 0) {
        return;
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into karuta_request_keys (request_key, fingerprint, answer, answered_at)
            values ('', '', ?, 0)\
            """)) {
      insert.setString(1, String.valueOf(mark));
      insert.executeUpdate();
    }
  }

  /** Whether the last save is the one of a mark; waits for one that is still on its way. */
  static boolean isMarked(Connection connection, long mark) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select answer from karuta_request_keys where request_key = '' for update");
        ResultSet rows = select.executeQuery()) {
      return rows.next() && String.valueOf(mark).equals(rows.getString(1));
    }
  }

  /** Forgets those that were noted before a time. */
  static void purge(Connection connection, long beforeSecond) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from karuta_request_keys where answered_at < ? and request_key <> ''")) {
      delete.setLong(1, beforeSecond);
      delete.executeUpdate();
    }
  }
}
