package io.karuta.pipeline.delta;

import io.karuta.pipeline.config.Options;

/**
 * Makes one kind of {@link DeltaHandler}; found by its name through {@link
 * java.util.ServiceLoader}.
 */
public interface DeltaHandlerFactory {

  /** Kebab-case name that the configuration uses, e.g. {@code sql}. */
  String name();

  /**
   * Reads the handler's options; starts nothing.
   *
   * @return how to make the handler once the configuration is known to be right
   */
  Plan configure(Options options);

  /** How to make a handler. */
  @FunctionalInterface
  interface Plan {
    /**
     * Makes the handler.
     *
     * @throws RuntimeException if it could never work, such as for a table that isn't there; the
     *     message names the place in the configuration. A database that is away is no such reason
     */
    DeltaHandler create(DeltaHandlerEnvironment environment);
  }
}
