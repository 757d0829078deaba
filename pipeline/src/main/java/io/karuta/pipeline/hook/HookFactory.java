package io.karuta.pipeline.hook;

import io.karuta.pipeline.config.Options;

/**
 * Makes one kind of hook. Found through {@link java.util.ServiceLoader} by its name, in the
 * tracker's own modules and in the jars of {@code plugins/} alike.
 *
 * <p>Configuring and creating are two steps, so that {@code karuta check} reads a whole
 * configuration, order of hooks included, and starts nothing.
 */
public interface HookFactory {

  /** Kebab-case name that the configuration uses, e.g. {@code client-whitelist}. */
  String name();

  /** Reads the hook's options, recording what is wrong with them; starts nothing. */
  HookBlueprint configure(Options options);
}
