package io.karuta.testkit;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.config.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Options out of a map, without any file format: {@code FakeOptions.of(Map.of("port", 6969))}.
 * Values are of the types that the getters return (a {@link Duration} for a duration, a Map for a
 * child, a List of Maps for children). Confined to one thread.
 */
public final class FakeOptions implements Options {

  private final Map<String, ?> values;
  private final String path;
  private final List<Problem> problems;
  private final Set<String> asked = new LinkedHashSet<>();

  private FakeOptions(Map<String, ?> values, String path, List<Problem> problems) {
    this.values = values;
    this.path = path;
    this.problems = problems;
  }

  /** Options that say what the map says. */
  public static FakeOptions of(Map<String, ?> values) {
    return new FakeOptions(values, "", new ArrayList<>());
  }

  /** Options that say nothing, so that all defaults hold. */
  public static FakeOptions empty() {
    return of(Map.of());
  }

  /** What was found wrong so far, here and below. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The paths of what was found wrong, in the order of finding. */
  public List<String> problemPaths() {
    return problems.stream().map(Problem::path).toList();
  }

  /** The keys that were asked for at this level. */
  public Set<String> askedKeys() {
    return Set.copyOf(asked);
  }

  @Override
  public String string(String key, String fallback) {
    return value(key, String.class, fallback, "a text", _ -> true);
  }

  @Override
  public String requiredString(String key) {
    if (!has(key)) {
      problem(key, "a text", "nothing");
    }
    return string(key, "");
  }

  @Override
  public String secret(String key, String fallback) {
    return string(key, fallback);
  }

  @Override
  public int integer(String key, int fallback, int min, int max) {
    String expected = "a whole number from " + min + " to " + max;
    return value(key, Integer.class, fallback, expected, n -> n >= min && n <= max);
  }

  @Override
  public long longInteger(String key, long fallback, long min, long max) {
    String expected = "a whole number from " + min + " to " + max;
    return value(key, Number.class, fallback, expected, n -> inRange(n.longValue(), min, max))
        .longValue();
  }

  @Override
  public double decimal(String key, double fallback, double min, double max) {
    String expected = "a number from " + min + " to " + max;
    return value(
            key,
            Number.class,
            fallback,
            expected,
            n -> n.doubleValue() >= min && n.doubleValue() <= max)
        .doubleValue();
  }

  @Override
  public boolean bool(String key, boolean fallback) {
    return value(key, Boolean.class, fallback, "true or false", _ -> true);
  }

  @Override
  public Duration duration(String key, Duration fallback, Duration min, Duration max) {
    String expected = "a duration from " + min + " to " + max;
    return value(
        key,
        Duration.class,
        fallback,
        expected,
        d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0);
  }

  @Override
  public long sizeBytes(String key, long fallback, long min, long max) {
    return longInteger(key, fallback, min, max);
  }

  @Override
  public Path path(String key, String fallback) {
    return Path.of(string(key, fallback));
  }

  @Override
  public Optional<Path> optionalPath(String key) {
    return has(key) ? Optional.of(path(key, "")) : Optional.empty();
  }

  @Override
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    String text = string(key, kebab(fallback));
    for (E constant : type.getEnumConstants()) {
      if (kebab(constant).equals(text)) {
        return constant;
      }
    }
    problem(key, "a constant of " + type.getSimpleName(), text);
    return fallback;
  }

  @Override
  public List<String> strings(String key, List<String> fallback) {
    return list(key, String.class, fallback, "a list of texts", _ -> true);
  }

  @Override
  public List<Integer> integers(String key, List<Integer> fallback, int min, int max) {
    return list(key, Integer.class, fallback, "whole numbers", n -> n >= min && n <= max);
  }

  @Override
  public Options child(String key) {
    Map<?, ?> child = value(key, Map.class, Map.of(), "a level", _ -> true);
    return below(key, child);
  }

  @Override
  public List<Options> children(String key) {
    List<?> maps = list(key, Map.class, List.of(), "a list of levels", _ -> true);
    List<Options> children = new ArrayList<>();
    for (Object map : maps) {
      children.add(below(key + "[" + children.size() + "]", (Map<?, ?>) map));
    }
    return children;
  }

  @Override
  public List<Options> childrenOrDefault(String key) {
    return has(key) ? children(key) : List.of(below(key + "[0]", Map.of()));
  }

  private FakeOptions below(String key, Map<?, ?> child) {
    Map<String, Object> named = new LinkedHashMap<>();
    child.forEach((name, value) -> named.put((String) name, value));
    return new FakeOptions(named, pathOf(key), problems);
  }

  @Override
  public boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String origin() {
    return "test:1";
  }

  @Override
  public String origin(String key) {
    return origin();
  }

  @Override
  public void problem(String key, String expected, String found) {
    problems.add(new Problem(origin(), key.isEmpty() ? path : pathOf(key), expected, found));
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private <T> T value(
      String key, Class<T> type, T fallback, String expected, Predicate<T> inRange) {
    if (!has(key)) {
      return fallback;
    }
    Object value = values.get(key);
    if (type.isInstance(value) && inRange.test(type.cast(value))) {
      return type.cast(value);
    }
    problem(key, expected, String.valueOf(value));
    return fallback;
  }

  private <T> List<T> list(
      String key, Class<T> type, List<T> fallback, String expected, Predicate<T> inRange) {
    if (!has(key)) {
      return fallback;
    }
    List<T> result = new ArrayList<>();
    for (Object value : value(key, List.class, List.of(), expected, _ -> true)) {
      if (!type.isInstance(value) || !inRange.test(type.cast(value))) {
        problem(key, expected, String.valueOf(value));
        return fallback;
      }
      result.add(type.cast(value));
    }
    return result;
  }

  private static boolean inRange(long number, long min, long max) {
    return number >= min && number <= max;
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
