package io.karuta.admin.v1;

import org.jspecify.annotations.Nullable;

/**
 * What a caller said of an entry. Immutable.
 *
 * @param <E> the kind of entry
 */
@FunctionalInterface
interface Draft<E> {

  /**
   * The entry as the caller wants it.
   *
   * @param current what is there, from which comes what the caller didn't say; null if nothing is
   */
  E onto(@Nullable E current);
}
