package io.karuta.registry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * References in an open-addressed array, at most half full, searched by linear probing: 8 to 16
 * bytes per entry. Any thread reads without waiting while one writes; writers take turns by a lock
 * of their own.
 *
 * <p>An entry never moves within an array, and an array never changes once a larger one took its
 * place; so a reader sees every entry that is there all through its search. A removed entry leaves
 * {@link Removed}, which searches pass over, until it is used again or the array is replaced.
 *
 * <p>A search begins with {@link #slots()} and visits {@link #at} from {@code hash} onwards until
 * null. It is written out where the key is known, since the keys have nothing in common.
 *
 * <p>A key can pass from one entry to another: the new one is added, then the old one is removed. A
 * search that comes past the new one's slot too early and past the old one's too late finds
 * neither; so one that ends in vain is repeated if {@link #exchanges()} has moved on since it
 * began.
 *
 * @param <E> what the table holds
 */
final class EntryTable<E> {

  /** What stands where an entry was. */
  enum Removed {
    REMOVED
  }

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final int FIRST_CAPACITY = 16;

  private final ToLongFunction<E> hashOf;
  private volatile @Nullable Object[] slots = new Object[FIRST_CAPACITY];
  // Slots that are not null. Guarded by the writers' lock.
  private int used;
  private final AtomicInteger size = new AtomicInteger();
  // Written by writers only, between adding and removing.
  private volatile int exchanges;

  EntryTable(ToLongFunction<E> hashOf) {
    this.hashOf = hashOf;
  }

  /** The array to search; its length is a power of two and at least half of it is null. */
  @Nullable Object[] slots() {
    return slots;
  }

  /** What stands at a slot: an entry, {@link Removed}, or null where a search ends. */
  static @Nullable Object at(@Nullable Object[] slots, long slot) {
    return SLOT.getAcquire(slots, (int) slot & (slots.length - 1));
  }

  /** Number of entries. */
  int size() {
    return size.get();
  }

  /** How often keys may have passed from one entry to another. */
  int exchanges() {
    return exchanges;
  }

  /** Says that entries are about to be removed after others of the same keys were added. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // writers take turns
  void exchange() {
    exchanges++;
  }

  /** Adds an entry; one with the same key may be there, to be removed next. For writers. */
  void add(E entry) {
    if (2 * (used + 1) > slots.length) {
      rebuild();
    }
    if (insert(slots, entry)) {
      used++;
    }
    size.incrementAndGet();
  }

  /** Puts an entry in the place of one with the same key. For writers. */
  void replace(E previous, E entry) {
    SLOT.setRelease(slots, slotOf(previous), entry);
  }

  /** Removes an entry. For writers. */
  void remove(E entry) {
    SLOT.setRelease(slots, slotOf(entry), Removed.REMOVED);
    size.decrementAndGet();
  }

  /** Visits the entries, in no order. */
  @SuppressWarnings("unchecked") // only add and replace store anything but Removed
  void forEach(Consumer<? super E> visitor) {
    @Nullable Object[] current = slots;
    for (int slot = 0; slot < current.length; slot++) {
      Object entry = at(current, slot);
      if (entry != null && !(entry instanceof Removed)) {
        visitor.accept((E) entry);
      }
    }
  }

  /** The same entries in a new array that has room for as many again, without removed ones. */
  private void rebuild() {
    int capacity = FIRST_CAPACITY;
    while (capacity < 4L * size.get()) {
      capacity = Math.multiplyExact(capacity, 2);
    }
    @Nullable Object[] next = new Object[capacity];
    forEach(entry -> insert(next, entry));
    used = size.get();
    slots = next;
  }

  /** Whether a null was used up. */
  private boolean insert(@Nullable Object[] target, E entry) {
    long slot = hashOf.applyAsLong(entry);
    Object found = at(target, slot);
    while (found != null && !(found instanceof Removed)) {
      slot++;
      found = at(target, slot);
    }
    SLOT.setRelease(target, (int) slot & (target.length - 1), entry);
    return found == null;
  }

  @SuppressWarnings("ReferenceEquality") // this very entry, not one that looks like it
  private int slotOf(E entry) {
    long slot = hashOf.applyAsLong(entry);
    for (Object found = at(slots, slot); found != entry; found = at(slots, slot)) {
      if (found == null) {
        throw new IllegalStateException("entry: " + entry + " (expected: one of the table)");
      }
      slot++;
    }
    return (int) slot & (slots.length - 1);
  }
}
