package io.karuta.privtrak;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The factories of one kind by their names: those that the context class loader of the starting
 * thread sees, our own before others. Immutable.
 *
 * @param <T> kind of factory
 */
final class Services<T> {

  private final TreeMap<String, T> byName = new TreeMap<>();

  Services(Class<T> type, Function<T, String> name) {
    for (T factory : ServiceLoader.load(type)) {
      byName.putIfAbsent(name.apply(factory), factory);
    }
  }

  Optional<T> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All names, sorted. */
  List<String> names() {
    return List.copyOf(byName.keySet());
  }
}
