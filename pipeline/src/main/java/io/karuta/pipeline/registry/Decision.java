package io.karuta.pipeline.registry;

/**
 * What an {@link Edit} decided. Immutable.
 *
 * @param <E> the kind of entry
 */
public sealed interface Decision<E> {

  /** The entry is to be this one; it is saved even if it equals the one that is there. */
  record Put<E>(E next) implements Decision<E> {}

  /** The entry is to go; nothing happens if there is none. */
  record Remove<E>() implements Decision<E> {}

  /** The entry stays as it is, and that is fine. */
  record Keep<E>() implements Decision<E> {}

  /**
   * The entry stays as it is, and the caller is told why.
   *
   * @param code lower-case letters and hyphens, e.g. {@code absent}
   */
  record Refuse<E>(String code) implements Decision<E> {}

  /** Makes the entry this one. */
  static <E> Decision<E> put(E next) {
    return new Put<>(next);
  }

  /** Takes the entry away. */
  static <E> Decision<E> remove() {
    return new Remove<>();
  }

  /** Leaves the entry. */
  static <E> Decision<E> keep() {
    return new Keep<>();
  }

  /** Leaves the entry and says why. */
  static <E> Decision<E> refuse(String code) {
    return new Refuse<>(code);
  }
}
