package io.karuta.registry;

import io.karuta.pipeline.registry.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of entry, found by the key that it is named by and, if it has one, by another unique
 * key. For writers, who take turns by a lock of their own.
 *
 * @param <K> what an entry is named by
 * @param <E> the kind of entry
 */
interface EntryIndex<K, E> {

  /** The entry of a key; null if there is none. */
  @Nullable E find(K key);

  /** What an entry is named by. */
  K keyOf(E entry);

  /** The other unique key of an entry; null for a kind that has none. */
  default @Nullable Object otherKeyOf(E entry) {
    return null;
  }

  /** The entry that has the other unique key of the given one; null if there is none. */
  default @Nullable E holderOf(E entry) {
    return null;
  }

  /** What callers know the other unique key as. */
  default String otherKeyName() {
    return "";
  }

  /** An entry with what it takes over from the one that it replaces. */
  default E inPlaceOf(E current, E next) {
    return next;
  }

  /** Makes changes that fit together; each names the entry that is there. */
  void write(List<Write<E>> writes);
}
