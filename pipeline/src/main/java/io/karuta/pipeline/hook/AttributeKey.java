package io.karuta.pipeline.hook;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names a value that one hook leaves on an exchange for later ones. Declare keys as constants, once
 * per process; two keys are never equal, whatever their names. Thread-safe.
 *
 * @param <T> type of the value
 */
public final class AttributeKey<T> {

  // The one static counter of the project: keys are constants of the classes that declare them, and
  // a slot number per key is what makes an attribute an array access.
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final Class<T> type;
  private final int ordinal = COUNT.getAndIncrement();

  private AttributeKey(String name, Class<T> type) {
    this.name = name;
    this.type = type;
  }

  /**
   * A new key.
   *
   * @param name kebab-case, for messages
   * @param type class of the value
   */
  public static <T> AttributeKey<T> of(String name, Class<T> type) {
    return new AttributeKey<>(name, type);
  }

  /** The name, for messages. */
  public String name() {
    return name;
  }

  /** Class of the value. */
  public Class<T> type() {
    return type;
  }

  int ordinal() {
    return ordinal;
  }

  @Override
  public String toString() {
    return name;
  }
}
