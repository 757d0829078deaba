package io.karuta.pipeline.hook;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of {@link AttributeKey}s; owned by one thread at a time, recycled with its exchange. */
public final class Attributes {

  private @Nullable Object[] values = new @Nullable Object[16];

  /** Forgets all values. */
  public void clear() {
    Arrays.fill(values, null);
  }

  /** Sets a value. */
  public <T> void set(AttributeKey<T> key, T value) {
    if (key.ordinal() >= values.length) {
      values = Arrays.copyOf(values, Math.max(2 * values.length, key.ordinal() + 1));
    }
    values[key.ordinal()] = value;
  }

  /** The value, or null if no hook has set it. */
  public <T> @Nullable T find(AttributeKey<T> key) {
    return key.ordinal() < values.length ? key.type().cast(values[key.ordinal()]) : null;
  }

  /**
   * The value.
   *
   * @throws IllegalStateException if no hook has set it, which the chain rules out for attributes
   *     that a hook {@linkplain HookTraits#requires() requires}
   */
  public <T> T get(AttributeKey<T> key) {
    T value = find(key);
    if (value == null) {
      throw new IllegalStateException("attribute " + key + " was not set by an earlier hook");
    }
    return value;
  }
}
