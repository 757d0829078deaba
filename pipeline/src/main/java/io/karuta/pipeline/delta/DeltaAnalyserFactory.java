package io.karuta.pipeline.delta;

import io.karuta.pipeline.config.Options;

/**
 * Makes one kind of {@link DeltaAnalyser}; found by its name through {@link
 * java.util.ServiceLoader}, in the tracker's own modules and in the jars of {@code plugins/} alike.
 */
public interface DeltaAnalyserFactory {

  /** Kebab-case name that the configuration uses, e.g. {@code impossible-speed}. */
  String name();

  /**
   * Reads the analyser's options; starts nothing.
   *
   * @return how to make the analyser once the configuration is known to be right
   */
  Plan configure(Options options);

  /** How to make an analyser. */
  @FunctionalInterface
  interface Plan {
    /** Makes the analyser. */
    DeltaAnalyser create(DeltaAnalyserEnvironment environment);
  }
}
