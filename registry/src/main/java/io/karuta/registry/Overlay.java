package io.karuta.registry;

import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One kind of entry as it will be after the changes of a batch so far, over an index that hasn't
 * been touched. One writer.
 *
 * @param <K> what an entry is named by
 * @param <E> the kind of entry
 */
final class Overlay<K, E> {

  private static final class Pending<E> {
    final @Nullable E before;
    @Nullable E after;
    boolean anew;
    int change;

    Pending(@Nullable E before) {
      this.before = before;
    }
  }

  private final EntryIndex<K, E> index;
  // Whether the other unique key has to fit after each change, or at the end.
  private final boolean fitsEach;
  private final Map<K, Pending<E>> pending = new LinkedHashMap<>();
  // Who has another unique key that a change gave away or took: null if nobody.
  private final Map<Object, @Nullable K> holders = new HashMap<>();
  // Entries of the index that count as gone.
  private Predicate<K> gone = _ -> false;

  Overlay(EntryIndex<K, E> index, boolean fitsEach) {
    this.index = index;
    this.fitsEach = fitsEach;
  }

  /** Makes entries of the index count as gone, as long as no change of the batch concerns them. */
  void gone(Predicate<K> keys) {
    gone = keys;
  }

  /** Decides a change and remembers what comes of it. */
  Outcome change(K key, Edit<E> edit, int change) {
    E current = current(key);
    return switch (edit.decide(current)) {
      case Decision.Put<E> put -> put(key, current, put.next(), change);
      case Decision.Remove<E> _ -> {
        if (current == null) {
          yield Outcome.UNCHANGED;
        }
        set(key, current, null, change);
        yield Outcome.REMOVED;
      }
      case Decision.Keep<E> _ -> Outcome.UNCHANGED;
      case Decision.Refuse<E> refuse -> Outcome.refused(refuse.code());
    };
  }

  private Outcome put(K key, @Nullable E current, E next, int change) {
    if (!index.keyOf(next).equals(key)) {
      throw new IllegalArgumentException(
          "edit of " + key + ": " + next + " (expected: an entry of the same key)");
    }
    if (fitsEach && isTaken(key, next)) {
      return Outcome.conflict(index.otherKeyName());
    }
    set(key, current, current == null ? next : index.inPlaceOf(current, next), change);
    return current == null ? Outcome.CREATED : Outcome.REPLACED;
  }

  private boolean isTaken(K key, E next) {
    Object otherKey = index.otherKeyOf(next);
    if (otherKey == null) {
      return false;
    }
    if (holders.containsKey(otherKey)) {
      K holder = holders.get(otherKey);
      return holder != null && !holder.equals(key);
    }
    E holder = index.holderOf(next);
    return holder != null && !index.keyOf(holder).equals(key);
  }

  private void set(K key, @Nullable E current, @Nullable E next, int change) {
    Pending<E> entry = pending.computeIfAbsent(key, _ -> new Pending<>(index.find(key)));
    entry.anew |= current == null && entry.before != null;
    entry.after = next;
    entry.change = change;
    if (current != null) {
      holders.put(index.otherKeyOf(current), null);
    }
    if (next != null) {
      holders.put(index.otherKeyOf(next), key);
    }
  }

  /** The entry as the changes so far have left it; null if there is none. */
  @Nullable E current(K key) {
    Pending<E> entry = pending.get(key);
    if (entry != null) {
      return entry.after;
    }
    return gone.test(key) ? null : index.find(key);
  }

  /** Takes away entries that the changes so far have put or kept. */
  void removePending(Predicate<K> keys) {
    pending.forEach((key, entry) -> {
      if (keys.test(key)) {
        entry.after = null;
      }
    });
  }

  /** Takes away an entry of the index, unless a change of the batch concerns it. */
  void removeUntouched(K key, E entry) {
    pending.computeIfAbsent(key, _ -> new Pending<>(entry));
  }

  /** Visits the changes, by their place, whose other unique key another entry has at the end. */
  void conflicts(BiConsumer<Integer, Outcome> visitor) {
    Map<Object, K> takers = new HashMap<>();
    List<Pending<E>> inOrder = new ArrayList<>(pending.values());
    inOrder.sort((first, second) -> Integer.compare(first.change, second.change));
    for (Pending<E> entry : inOrder) {
      E after = entry.after;
      Object otherKey = after == null ? null : index.otherKeyOf(after);
      if (after == null || otherKey == null) {
        continue;
      }
      boolean takenBefore = takers.putIfAbsent(otherKey, index.keyOf(after)) != null;
      E holder = index.holderOf(after);
      boolean takenByOther = holder != null && !pending.containsKey(index.keyOf(holder));
      if (takenBefore || takenByOther) {
        visitor.accept(entry.change, Outcome.conflict(index.otherKeyName()));
      }
    }
  }

  /** What the changes add up to. */
  List<Write<E>> writes() {
    List<Write<E>> writes = new ArrayList<>();
    for (Pending<E> entry : pending.values()) {
      if (entry.before != null || entry.after != null) {
        writes.add(new Write<>(entry.before, entry.after, entry.anew && entry.after != null));
      }
    }
    return writes;
  }
}
