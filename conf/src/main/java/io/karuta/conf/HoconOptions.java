package io.karuta.conf;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.karuta.pipeline.config.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One level of a HOCON file. Remembers which keys were asked for, so that the others can be told as
 * unknown and the effective configuration can be shown. Confined to one thread.
 */
final class HoconOptions implements Options {

  private final Reading reading;
  private final Map<String, ConfigValue> values;
  private final String path;
  private final Place place;
  private final Map<String, Asked> asked = new LinkedHashMap<>();

  HoconOptions(Reading reading, Map<String, ConfigValue> values, String path, Place place) {
    this.reading = reading;
    this.values = values;
    this.path = path;
    this.place = place;
  }

  @Override
  public String string(String key, String fallback) {
    return single(key, ValueTypes.TEXT, fallback);
  }

  @Override
  public String requiredString(String key) {
    Optional<String> text = optional(key, ValueTypes.NON_EMPTY_TEXT);
    if (text.isEmpty() && present(key) == null) {
      problem(key, "a text", values.containsKey(key) ? "null" : "nothing");
    }
    return text.orElse("");
  }

  @Override
  public String secret(String key, String fallback) {
    ConfigValue value = present(key);
    String secret = value == null ? fallback : secret(key, value, fallback);
    asked.put(key, new Asked.Secret(Secrets.digest(secret), value == null));
    return secret;
  }

  private String secret(String key, ConfigValue value, String fallback) {
    if (value instanceof ConfigObject level) {
      return Secrets.ofFile(below(key, level), fallback);
    }
    Optional<String> text = Reading.text(value);
    if (text.isEmpty()) {
      problem(key, Secrets.EXPECTED, Reading.describe(value));
    }
    return text.filter(some -> !Environment.isUndefined(some)).orElse(fallback);
  }

  @Override
  public int integer(String key, int fallback, int min, int max) {
    return single(key, ValueTypes.integer(min, max), fallback);
  }

  @Override
  public long longInteger(String key, long fallback, long min, long max) {
    return single(key, ValueTypes.longInteger(min, max), fallback);
  }

  @Override
  public double decimal(String key, double fallback, double min, double max) {
    return single(key, ValueTypes.decimal(min, max), fallback);
  }

  @Override
  public boolean bool(String key, boolean fallback) {
    return single(key, ValueTypes.BOOL, fallback);
  }

  @Override
  public Duration duration(String key, Duration fallback, Duration min, Duration max) {
    return single(key, ValueTypes.duration(min, max), fallback);
  }

  @Override
  public long sizeBytes(String key, long fallback, long min, long max) {
    return single(key, ValueTypes.sizeBytes(min, max), fallback);
  }

  @Override
  public Path path(String key, String fallback) {
    return single(
        key, ValueTypes.path(reading.home()), reading.home().resolve(fallback).normalize());
  }

  @Override
  public Optional<Path> optionalPath(String key) {
    return optional(key, ValueTypes.path(reading.home()));
  }

  @Override
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    return single(key, ValueTypes.choice(type), fallback);
  }

  private <T> T single(String key, ValueType<T> type, T fallback) {
    ConfigValue value = present(key);
    T result = value == null ? fallback : converted(value, pathOf(key), type).orElse(fallback);
    asked.put(key, new Asked.Value(type.render().apply(result), value == null));
    return result;
  }

  private <T> Optional<T> optional(String key, ValueType<T> type) {
    ConfigValue value = present(key);
    Optional<T> result = value == null ? Optional.empty() : converted(value, pathOf(key), type);
    asked.put(
        key,
        result
            .<Asked>map(some -> new Asked.Value(type.render().apply(some), false))
            .orElseGet(Asked.Unset::new));
    return result;
  }

  /** The value; empty, with a problem recorded, if it is of another type. */
  private <T> Optional<T> converted(ConfigValue value, String valuePath, ValueType<T> type) {
    Optional<String> text = Reading.text(value);
    if (text.filter(Environment::isUndefined).isPresent()) {
      return Optional.empty();
    }
    Optional<T> result = text.flatMap(type.parse());
    if (result.isEmpty()) {
      String found = Reading.describe(value);
      boolean lacksUnit = text.filter(type.lacksUnit()).isPresent();
      reading
          .problems()
          .add(
              reading.place(value, valuePath, place),
              valuePath,
              type.expected(),
              lacksUnit ? found + ", which needs a unit" : found);
    }
    return result;
  }

  @Override
  public List<String> strings(String key, List<String> fallback) {
    return list(key, ValueTypes.TEXT, fallback);
  }

  @Override
  public List<Integer> integers(String key, List<Integer> fallback, int min, int max) {
    return list(key, ValueTypes.integer(min, max), fallback);
  }

  private <T> List<T> list(String key, ValueType<T> type, List<T> fallback) {
    ConfigValue value = present(key);
    List<T> result = fallback;
    if (value instanceof ConfigList elements) {
      result = new ArrayList<>();
      for (int i = 0; i < elements.size(); i++) {
        String elementPath = KeyPath.element(pathOf(key), i);
        converted(elements.get(i), elementPath, type).ifPresent(result::add);
      }
    } else if (value != null) {
      notAList(key, value);
    }
    String hocon = result.stream().map(type.render()).collect(Collectors.joining(", ", "[", "]"));
    asked.put(key, new Asked.Value(hocon, value == null));
    return Collections.unmodifiableList(result);
  }

  @Override
  public Options child(String key) {
    if (asked.get(key) instanceof Asked.Level(HoconOptions options)) {
      return options;
    }
    ConfigValue value = present(key);
    if (value != null && !(value instanceof ConfigObject)) {
      problemOf(key, value, "a level in braces");
    }
    HoconOptions level =
        value instanceof ConfigObject object
            ? below(key, object)
            : reading.level(Map.of(), pathOf(key), place);
    asked.put(key, new Asked.Level(level));
    return level;
  }

  @Override
  public List<Options> children(String key) {
    return Collections.unmodifiableList(levels(key, ""));
  }

  @Override
  public List<Options> childrenOrDefault(String key) {
    List<HoconOptions> levels = levels(key, "");
    if (levels.isEmpty() && present(key) == null) {
      levels = List.of(reading.level(Map.of(), KeyPath.element(pathOf(key), 0), place));
      asked.put(key, new Asked.Levels(levels));
    }
    return Collections.unmodifiableList(levels);
  }

  /**
   * A list of levels.
   *
   * @param shorthand the key that is meant by an element that is a single text; empty if such an
   *     element is wrong
   */
  List<HoconOptions> levels(String key, String shorthand) {
    if (asked.get(key) instanceof Asked.Levels(List<HoconOptions> options)) {
      return options;
    }
    List<HoconOptions> levels = new ArrayList<>();
    ConfigValue value = present(key);
    if (value instanceof ConfigList elements) {
      for (int i = 0; i < elements.size(); i++) {
        element(elements.get(i), KeyPath.element(pathOf(key), i), shorthand).ifPresent(levels::add);
      }
    } else if (value != null) {
      notAList(key, value);
    }
    asked.put(key, new Asked.Levels(levels));
    return levels;
  }

  private Optional<HoconOptions> element(ConfigValue value, String elementPath, String shorthand) {
    Place elementPlace = reading.place(value, elementPath, place);
    if (value instanceof ConfigObject level) {
      return Optional.of(reading.level(level, elementPath, elementPlace));
    }
    if (!shorthand.isEmpty() && value.valueType() == ConfigValueType.STRING) {
      return Optional.of(reading.level(Map.of(shorthand, value), elementPath, elementPlace));
    }
    reading
        .problems()
        .add(
            elementPlace,
            elementPath,
            shorthand.isEmpty() ? "a level in braces" : "a name, or a level in braces",
            Reading.describe(value));
    return Optional.empty();
  }

  private void notAList(String key, ConfigValue value) {
    problemOf(key, value, "a list in brackets");
  }

  private void problemOf(String key, ConfigValue value, String expected) {
    if (Reading.text(value).filter(Environment::isUndefined).isEmpty()) {
      problem(key, expected, Reading.describe(value));
    }
  }

  private HoconOptions below(String key, ConfigObject level) {
    return reading.level(level, pathOf(key), reading.place(level, pathOf(key), place));
  }

  @Override
  public boolean has(String key) {
    asked.putIfAbsent(key, new Asked.Presence());
    return present(key) != null;
  }

  /** The key's value; null if the file doesn't set it, or sets it to null, which unsets it. */
  private @Nullable ConfigValue present(String key) {
    ConfigValue value = values.get(key);
    return value == null || value.valueType() == ConfigValueType.NULL ? null : value;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String origin() {
    return place.toString();
  }

  @Override
  public String origin(String key) {
    return placeOf(key).toString();
  }

  @Override
  public void problem(String key, String expected, String found) {
    reading.problems().add(placeOf(key), key.isEmpty() ? path : pathOf(key), expected, found);
  }

  private Place placeOf(String key) {
    ConfigValue value = values.get(key);
    return value == null ? place : reading.place(value, pathOf(key), place);
  }

  private String pathOf(String key) {
    return KeyPath.child(path, key);
  }

  /** What was asked for at this level, in that order. */
  Map<String, Asked> asked() {
    return Collections.unmodifiableMap(asked);
  }

  /** Records every key that nobody asked for, here and on the levels below that somebody read. */
  void recordUnknownKeys() {
    new TreeMap<>(values)
        .forEach((key, value) -> {
          if (!asked.containsKey(key)) {
            problem(key, NearestKey.expectation("a known key", key, asked.keySet()), key);
          }
        });
    for (Asked one : List.copyOf(asked.values())) {
      switch (one) {
        case Asked.Level(HoconOptions options) -> options.recordUnknownKeys();
        case Asked.Levels(List<HoconOptions> all) -> all.forEach(HoconOptions::recordUnknownKeys);
        case Asked.Presence _, Asked.Unset _, Asked.Value _, Asked.Secret _ -> {}
      }
    }
  }
}
