package io.karuta.registry;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Entries by the site's number. Any thread reads without waiting; writers take turns by a lock of
 * their own.
 *
 * @param <E> what is found
 */
final class NumberIndex<E> {

  private final SecretHash hash;
  private final ToLongFunction<E> numberOf;
  private final EntryTable<E> table;

  NumberIndex(SecretHash hash, ToLongFunction<E> numberOf) {
    this.hash = hash;
    this.numberOf = numberOf;
    table = new EntryTable<>(entry -> hash.of(numberOf.applyAsLong(entry)));
  }

  /** The entry of a number; null if there is none. */
  @SuppressWarnings("unchecked") // the table holds entries and Removed
  @Nullable E find(long number) {
    @Nullable Object[] slots = table.slots();
    for (long slot = hash.of(number); ; slot++) {
      Object found = EntryTable.at(slots, slot);
      if (found == null) {
        return null;
      }
      if (!(found instanceof EntryTable.Removed) && numberOf.applyAsLong((E) found) == number) {
        return (E) found;
      }
    }
  }

  /** Number of entries. */
  int size() {
    return table.size();
  }

  /**
   * Adds an entry in the place of the one it replaces, which may have another number. For writers.
   *
   * @param previous null if the entry is new
   */
  void put(@Nullable E previous, E entry) {
    if (previous == null) {
      table.add(entry);
    } else if (numberOf.applyAsLong(previous) == numberOf.applyAsLong(entry)) {
      table.replace(previous, entry);
    } else {
      table.add(entry);
      table.remove(previous);
    }
  }
}
