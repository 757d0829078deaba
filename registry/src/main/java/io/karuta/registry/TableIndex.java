package io.karuta.registry;

import io.karuta.pipeline.registry.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index of {@link EntryTable}s. Everything that a batch leaves is added before anything is
 * dropped, so that a key which passes from one entry to another is taken all the time.
 */
interface TableIndex<K, E> extends EntryIndex<K, E> {

  /**
   * Adds an entry, in the place of the previous one wherever both have the same key.
   *
   * @param previous the entry that is replaced; null if there is none
   */
  void add(@Nullable E previous, E entry);

  /** Says that all was added and dropping begins. */
  void exchange();

  /**
   * Removes an entry from the keys that the next one doesn't have.
   *
   * @param next what took its place; null if there is nothing
   */
  void drop(E entry, @Nullable E next);

  @Override
  default void write(List<Write<E>> writes) {
    for (Write<E> write : writes) {
      E after = write.after();
      if (after != null) {
        add(write.before(), after);
      }
    }
    exchange();
    for (Write<E> write : writes) {
      E before = write.before();
      if (before != null) {
        drop(before, write.after());
      }
    }
  }
}
