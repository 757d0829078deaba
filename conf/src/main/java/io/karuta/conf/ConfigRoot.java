package io.karuta.conf;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.config.Problem;
import java.util.List;
import java.util.SortedMap;

/** A configuration that was read from a file. Confined to one thread. */
public final class ConfigRoot {

  private final HoconOptions options;
  private final ProblemLog problems;

  ConfigRoot(HoconOptions options, ProblemLog problems) {
    this.options = options;
    this.problems = problems;
  }

  /** The whole file as a level; empty if it can't be read. */
  public Options options() {
    return options;
  }

  /**
   * All that is wrong, the file's own problems first and each file's by line. Call it when
   * everything was read: a key that nobody asked for by then is a problem too.
   *
   * <p>If the file can't be read or is no HOCON, that is the only problem told: what is missing
   * from a file that can't be understood is not known.
   */
  public List<Problem> problems() {
    options.recordUnknownKeys();
    return problems.sorted();
  }

  /**
   * The effective configuration in HOCON: every key that was asked for, in the order of asking,
   * with its value. A comment marks defaults; secrets are masked.
   */
  public String effective() {
    return EffectiveConfig.render(options);
  }

  /**
   * Every key that was asked for by its path, such as {@code http.listeners[0].port}, with its
   * value as it is written: to tell what is different in another configuration. Secrets are there
   * as a digest, so don't show them.
   */
  public SortedMap<String, String> values() {
    return ConfigValues.of(options);
  }

  /** For the readers of this package, which know more than the interface. */
  HoconOptions hocon() {
    return options;
  }
}
