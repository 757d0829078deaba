package io.karuta.pipeline.delta;

import io.karuta.pipeline.config.Options;
import java.util.function.Supplier;
import javax.sql.DataSource;

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
     * @param database the tracker's database; asked for only by handlers that use it
     */
    DeltaHandler create(Supplier<DataSource> database);
  }
}
