package io.karuta.privtrak.handler.sql;

import java.util.List;

/**
 * A statement as the configuration says it. Immutable.
 *
 * @param place where it says so
 * @param per what a row stands for
 * @param kind what is done with the rows
 * @param table {@code table} or {@code schema.table}, without quotes
 * @param insert columns of a new row; empty for an update
 * @param set columns of a row that is there; empty for a plain insert
 * @param where which rows are updated; empty unless it is an update
 */
record SqlStatement(
    Place place,
    Grouping per,
    Kind kind,
    String table,
    List<Assignment> insert,
    List<Assignment> set,
    List<Expression> where) {

  /** What is done with the rows. */
  enum Kind {
    /** Rows that are there are changed; none is made. */
    UPDATE,
    /** Rows are made, or changed if they are there. */
    UPSERT,
    /** Rows are made. */
    INSERT
  }

  /**
   * Whether many rows may go into one statement. Those of an update must concern different rows of
   * the table for that, as surely as its condition can say: of several for one the server would
   * take any, and the others' bytes were lost.
   */
  boolean mayShareAStatement() {
    return kind != Kind.UPDATE
        || (!per.keys().isEmpty()
            && per.keys().stream()
                .allMatch(key -> where.stream().anyMatch(one -> one.isColumnEqualTo(key))));
  }

  /** For people: what it does and where it stands. */
  @Override
  public String toString() {
    String verb =
        switch (kind) {
          case UPDATE -> "update ";
          case UPSERT -> "upsert ";
          case INSERT -> "insert into ";
        };
    return place.path() + ": " + verb + table + " per " + per.kebabName();
  }
}
