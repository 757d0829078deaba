package io.karuta.pipeline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one part of the tracker: a level of the configuration file, read by asking for
 * each key with its type, range and default. Confined to one thread.
 *
 * <p>Getters never throw for what an operator wrote. A value that is wrong is recorded as a {@link
 * Problem} with its place in the file, and the fallback is returned so that reading goes on and all
 * problems are told at once. Nothing may be started while there are problems.
 *
 * <p>The keys that are asked for are the keys that exist: once everything was read, a key of the
 * file that nobody asked for is a problem too, told with the nearest key that was. Keys are in
 * kebab-case, without dots. Defaults are given here, in code, next to the record that holds the
 * value; what was asked for makes up the effective configuration that {@code print-config} shows.
 */
public interface Options {

  /** A text; {@code fallback} if the key is absent. */
  String string(String key, String fallback);

  /** A text that must be there: a problem, and an empty text, if it is not. */
  String requiredString(String key);

  /** A text that is masked wherever the configuration is shown, such as a password. */
  String secret(String key, String fallback);

  /** A whole number from {@code min} to {@code max}. */
  int integer(String key, int fallback, int min, int max);

  /** A whole number of 64 bits from {@code min} to {@code max}. */
  long longInteger(String key, long fallback, long min, long max);

  /** A number from {@code min} to {@code max}. */
  double decimal(String key, double fallback, double min, double max);

  /** {@code true} or {@code false}. */
  boolean bool(String key, boolean fallback);

  /** A duration with a unit, such as {@code 30 minutes}, from {@code min} to {@code max}. */
  Duration duration(String key, Duration fallback, Duration min, Duration max);

  /** A size in bytes with a unit, such as {@code 64 MiB}, from {@code min} to {@code max}. */
  long sizeBytes(String key, long fallback, long min, long max);

  /**
   * A file or folder; a relative one is relative to the tracker's home, the folder that holds the
   * launcher. It need not exist.
   */
  Path path(String key, String fallback);

  /** A file or folder that may be left out. */
  Optional<Path> optionalPath(String key);

  /** One of an enum's constants, written in kebab-case. */
  <E extends Enum<E>> E choice(String key, Class<E> type, E fallback);

  /** A list of texts. */
  List<String> strings(String key, List<String> fallback);

  /** A list of whole numbers from {@code min} to {@code max}. */
  List<Integer> integers(String key, List<Integer> fallback, int min, int max);

  /** A level below this one; empty, so that all its defaults hold, if the key is absent. */
  Options child(String key);

  /** A list of levels, in their order; empty if the key is absent. */
  List<Options> children(String key);

  /**
   * A list of levels, in their order; a single empty one, so that all its defaults hold, if the key
   * is absent.
   */
  List<Options> childrenOrDefault(String key);

  /** Whether the file says anything for the key; counts as asking for it. */
  boolean has(String key);

  /** Dotted path of this level, such as {@code http.listeners[0]}; empty for the whole file. */
  String path();

  /** Where this level stands: {@code file:line}. */
  String origin();

  /** Where a key's value stands: {@code file:line}; where this level does if the key is absent. */
  String origin(String key);

  /**
   * Records that a key's value breaks a rule that no getter knows.
   *
   * @param key the key, or an empty text for the level as a whole
   * @param expected what would be right, e.g. {@code "at most max-numwant (200)"}
   * @param found what was there, e.g. {@code "500"}
   */
  void problem(String key, String expected, String found);
}
