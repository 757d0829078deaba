package io.karuta.registry;

import java.util.function.Consumer;
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
  @Nullable E find(long number) {
    while (true) {
      int exchanges = table.exchanges();
      E found = search(number);
      if (found != null || exchanges == table.exchanges()) {
        return found;
      }
    }
  }

  @SuppressWarnings("unchecked") // the table holds entries and Removed
  private @Nullable E search(long number) {
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

  /** Visits the entries, in no order. */
  void forEach(Consumer<? super E> visitor) {
    table.forEach(visitor);
  }

  /** Number of entries. */
  int size() {
    return table.size();
  }

  /**
   * Adds an entry, in the place of the one that has its number. For writers.
   *
   * @param previous what the entry replaces, which may have another number; null if it is new
   */
  void add(@Nullable E previous, E entry) {
    if (previous != null && numberOf.applyAsLong(previous) == numberOf.applyAsLong(entry)) {
      table.replace(previous, entry);
    } else {
      table.add(entry);
    }
  }

  /** Says that entries are about to be dropped. For writers. */
  void exchange() {
    table.exchange();
  }

  /**
   * Removes an entry from its number, unless the one that was added instead has it. For writers.
   *
   * @param next what took its place; null if it goes
   */
  void drop(E entry, @Nullable E next) {
    if (next == null || numberOf.applyAsLong(next) != numberOf.applyAsLong(entry)) {
      table.remove(entry);
    }
  }
}
