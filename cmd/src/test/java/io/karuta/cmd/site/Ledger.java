package io.karuta.cmd.site;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/**
 * What the site has said of each of its entries, and what it is just saying. Thread-safe; of one
 * entry one thread changes the state at a time.
 *
 * @param <S> the state of an entry
 */
final class Ledger<S> {

  /**
   * An entry at some moment: before the answer to its last change both states may hold, after it
   * only the later one. Immutable.
   */
  record Moment<S>(int version, S before, S after) {}

  private final AtomicReferenceArray<Moment<S>> moments;

  /** Entries 1 to {@code size} in their first state. */
  Ledger(int size, IntFunction<S> first) {
    moments = new AtomicReferenceArray<>(size + 1);
    for (int number = 1; number <= size; number++) {
      S state = first.apply(number);
      moments.set(number, new Moment<>(0, state, state));
    }
  }

  int size() {
    return moments.length() - 1;
  }

  Moment<S> moment(int number) {
    return moments.get(number);
  }

  /** The last state that was said. */
  S state(int number) {
    return moments.get(number).after();
  }

  /** Notes that a change is about to be sent. */
  void begin(int number, S next) {
    Moment<S> last = moments.get(number);
    moments.set(number, new Moment<>(last.version() + 1, last.after(), next));
  }

  /** Notes that the change was answered. */
  void end(int number) {
    Moment<S> last = moments.get(number);
    moments.set(number, new Moment<>(last.version(), last.after(), last.after()));
  }

  /**
   * The states that an announce may have seen which was under way from one moment to another; empty
   * if there were too many changes to tell.
   */
  static <S> Set<S> between(Moment<S> from, Moment<S> to) {
    if (to.version() - from.version() > 2) {
      return Set.of();
    }
    Set<S> states = new LinkedHashSet<>();
    states.add(from.before());
    states.add(from.after());
    states.add(to.before());
    states.add(to.after());
    return states;
  }
}
