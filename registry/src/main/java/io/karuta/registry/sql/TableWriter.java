package io.karuta.registry.sql;

import io.karuta.pipeline.registry.Write;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes changes of one kind of entry within a transaction that somebody else ends. Immutable.
 *
 * <p>Which rows are there is asked first; those are updated and the others inserted. It is no
 * upsert: that would overwrite another entry's row when a second unique key is the one that
 * matches. Nor does it go by what the registry knows, which left out rows that it couldn't
 * understand.
 *
 * @param <E> the kind of entry
 */
final class TableWriter<E> {

  private static final int KEYS_PER_SELECT = 500;
  private static final int ROWS_PER_BATCH = 1000;

  @FunctionalInterface
  private interface Binder<E> {
    void bind(E entry, PreparedStatement statement) throws SQLException;
  }

  private final Table<E> table;

  TableWriter(Table<E> table) {
    this.table = table;
  }

  /** Writes the changes, each of another entry. */
  void write(Connection connection, List<Write<E>> writes) throws SQLException {
    List<E> gone = new ArrayList<>();
    List<E> next = new ArrayList<>();
    for (Write<E> write : writes) {
      E before = write.before();
      E after = write.after();
      if (before != null && (after == null || write.anew())) {
        gone.add(before);
      }
      if (after != null) {
        next.add(after);
      }
    }
    gone.sort(table.order());
    next.sort(table.order());
    execute(connection, table.deleteSql(), gone, table::bindKey);
    execute(connection, table.parkSql(), inTheWay(writes), table::bindKey);
    Set<Object> present = present(connection, next);
    List<E> known = new ArrayList<>();
    List<E> added = new ArrayList<>();
    for (E entry : next) {
      (present.contains(table.keyOf(entry)) ? known : added).add(entry);
    }
    execute(connection, table.updateSql(), known, table::bind);
    execute(
        connection,
        table.insertSql(),
        added,
        (entry, statement) -> {
          table.bind(entry, statement);
          table.bindNew(entry, statement);
        });
  }

  /** Entries that stay, but whose other unique key is going to be another one's. */
  private List<E> inTheWay(List<Write<E>> writes) {
    Map<Object, E> takers = new HashMap<>();
    for (Write<E> write : writes) {
      E after = write.after();
      Object otherKey = after == null ? null : table.otherKeyOf(after);
      if (after != null && otherKey != null) {
        takers.put(otherKey, after);
      }
    }
    List<E> inTheWay = new ArrayList<>();
    for (Write<E> write : writes) {
      E before = write.before();
      if (before != null && write.after() != null && !write.anew()) {
        E taker = takers.get(table.otherKeyOf(before));
        if (taker != null && !table.keyOf(taker).equals(table.keyOf(before))) {
          inTheWay.add(before);
        }
      }
    }
    return inTheWay;
  }

  private Set<Object> present(Connection connection, List<E> entries) throws SQLException {
    Set<Object> present = new HashSet<>();
    for (int from = 0; from < entries.size(); from += KEYS_PER_SELECT) {
      List<E> some = entries.subList(from, Math.min(entries.size(), from + KEYS_PER_SELECT));
      String places = "?, ".repeat(some.size() - 1) + "?";
      String sql = table.selectKeySql() + " in (" + places + ")";
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        int parameter = 1;
        for (E entry : some) {
          table.bindKeyColumn(parameter++, entry, select);
        }
        try (ResultSet rows = select.executeQuery()) {
          Row row = new Row(rows);
          while (rows.next()) {
            present.add(table.keyOf(row));
          }
        }
      }
    }
    return present;
  }

  private void execute(Connection connection, String sql, List<E> entries, Binder<E> binder)
      throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (E entry : entries) {
        binder.bind(entry, statement);
        statement.addBatch();
        if (++waiting == ROWS_PER_BATCH) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    }
  }

  /** The changes in words without secrets. */
  String describe(List<Write<E>> writes) {
    if (writes.size() > 1) {
      return writes.size() + " rows of " + table.name();
    }
    Write<E> write = writes.getFirst();
    E after = write.after();
    E before = write.before();
    E entry = after == null ? before : after;
    return entry == null ? table.name() : table.describe(entry);
  }
}
