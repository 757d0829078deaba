package io.karuta.registry.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of entry lies in its table. Immutable and thread-safe.
 *
 * @param <E> the kind of entry
 */
interface Table<E> {

  /** The table's name. */
  String name();

  /** The column that names a row in messages, and that rows are looked for by. */
  String keyColumn();

  /** Gives all rows. */
  String selectSql();

  /** Gives the columns of {@link #keyOf(Row)}; the text goes on with {@link #keyColumn}. */
  String selectKeySql();

  /** Changes the row of an entry; its parameters are the first of those of {@link #insertSql}. */
  String updateSql();

  /** Adds the row of an entry. */
  String insertSql();

  /** Removes the row of an entry. */
  String deleteSql();

  /**
   * Gives the row of an entry another unique key that no entry can have, until it gets its new one.
   * Its parameters are those of {@link #deleteSql}. Empty if there is no other unique key.
   */
  default String parkSql() {
    return "";
  }

  /** Reads an entry. */
  E read(Row row) throws SQLException, BadRowException;

  /** In which order rows are written: that of the accounting, so that neither waits in a circle. */
  Comparator<E> order();

  /** What an entry's row is told apart by. */
  Object keyOf(E entry);

  /** The same of a row of {@link #selectKeySql}. */
  Object keyOf(Row row) throws SQLException;

  /** What no other row may have besides the key; null for a kind that has no such thing. */
  default @Nullable Object otherKeyOf(E entry) {
    return null;
  }

  /** Sets the parameters of an update, or the same of an insert. */
  void bind(E entry, PreparedStatement statement) throws SQLException;

  /** Sets the parameters of an insert that come after those of an update. */
  default void bindNew(E entry, PreparedStatement statement) throws SQLException {}

  /** Sets the parameters of a delete; more than one where the key is more than one column. */
  default void bindKey(E entry, PreparedStatement statement) throws SQLException {
    bindKeyColumn(1, entry, statement);
  }

  /** Sets a parameter to the entry's key column. */
  void bindKeyColumn(int parameter, E entry, PreparedStatement statement) throws SQLException;

  /** The entry in words without secrets. */
  String describe(E entry);
}
