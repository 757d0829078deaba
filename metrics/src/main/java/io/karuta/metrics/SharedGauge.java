package io.karuta.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * A gauge that several owners have registered, one after the other; the last one is read.
 * Thread-safe.
 *
 * <p>While a reload builds the new chain, the old one is still at work: if the new one is given up,
 * the gauge falls back to the old one, and if it is taken, nothing of the old one is kept.
 */
final class SharedGauge {

  private record Owned(Object owner, LongSupplier value) {}

  private final List<Owned> values = new CopyOnWriteArrayList<>();

  void add(Object owner, LongSupplier value) {
    remove(owner);
    values.add(new Owned(owner, value));
  }

  /** Forgets what the owner registered; whether nothing is left. */
  boolean remove(Object owner) {
    values.removeIf(owned -> owned.owner().equals(owner));
    return values.isEmpty();
  }

  /** What the last owner says now; 0 if there is none. */
  long value() {
    Object[] now = values.toArray();
    return now.length == 0 ? 0 : ((Owned) now[now.length - 1]).value().getAsLong();
  }
}
