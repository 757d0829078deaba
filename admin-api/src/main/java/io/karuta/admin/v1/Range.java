package io.karuta.admin.v1;

/**
 * Numbers from one to another, both included. Immutable.
 *
 * @param from the first, 1 or more
 * @param to the last
 */
record Range(long from, long to) {

  static final Range ALL = new Range(1, Long.MAX_VALUE);

  /** Whether an entry is meant; one without a number always is. */
  <K, E> boolean holds(Kind<K, E> kind, E entry) {
    long number = kind.position(entry).major();
    return !kind.isNumbered() || (number >= from && number <= to);
  }
}
