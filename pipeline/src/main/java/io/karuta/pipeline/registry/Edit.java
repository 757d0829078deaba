package io.karuta.pipeline.registry;

import org.jspecify.annotations.Nullable;

/**
 * Decides what an entry becomes. Called on the thread that applies, under the registry's write
 * lock, once; so it only looks at what it is given and waits for nothing.
 *
 * @param <E> the kind of entry
 */
@FunctionalInterface
public interface Edit<E> {

  /**
   * What to do.
   *
   * @param current the entry as the changes before this one have left it; null if there is none
   */
  Decision<E> decide(@Nullable E current);

  /** Puts the entry whatever is there. */
  static <E> Edit<E> put(E next) {
    return _ -> Decision.put(next);
  }

  /** Removes the entry, or refuses as {@link Outcome#ABSENT} if there is none. */
  static <E> Edit<E> remove() {
    return current -> current == null ? Decision.refuse(Outcome.ABSENT) : Decision.remove();
  }
}
