package io.karuta.registry.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * How one kind of entry lies in its table. Immutable and thread-safe.
 *
 * <p>Saving is an update and, where it finds no row, an insert. It is no upsert: that would
 * overwrite another entry's row when a second unique key is the one that matches.
 *
 * @param <E> the kind of entry
 */
interface Table<E> {

  /** The table's name. */
  String name();

  /** The column that names a row in messages. */
  String keyColumn();

  /** Gives all rows. */
  String selectSql();

  /**
   * Changes the row of an entry; its parameters are those of {@link #insertSql}, and their order.
   */
  String updateSql();

  /** Adds the row of an entry. */
  String insertSql();

  /** Reads an entry. */
  E read(Row row) throws SQLException, BadRowException;

  /** Sets the parameters of an update or an insert. */
  void bind(E entry, PreparedStatement statement) throws SQLException;

  /** The entry in words without secrets. */
  String describe(E entry);
}
