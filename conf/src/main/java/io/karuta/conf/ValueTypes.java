package io.karuta.conf;

import com.typesafe.config.ConfigUtil;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types that a key may have. */
final class ValueTypes {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,100}");
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]{1,100}(\\.[0-9]{1,100})?([eE][+-]?[0-9]{1,5})?");

  static final ValueType<String> TEXT =
      new ValueType<>("a text", Optional::of, ConfigUtil::quoteString);

  static final ValueType<String> NON_EMPTY_TEXT =
      new ValueType<>(
          "a text that is not empty",
          text -> Optional.of(text).filter(some -> !some.isBlank()),
          ConfigUtil::quoteString);

  static final ValueType<Boolean> BOOL =
      new ValueType<>(
          "true or false",
          text ->
              switch (text) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
              },
          value -> Boolean.toString(value));

  private ValueTypes() {}

  static ValueType<Integer> integer(int min, int max) {
    ValueType<Long> wide = longInteger(min, max);
    return new ValueType<>(
        wide.expected(), text -> wide.parse().apply(text).map(Math::toIntExact), String::valueOf);
  }

  static ValueType<Long> longInteger(long min, long max) {
    return new ValueType<>(
        max == Long.MAX_VALUE
            ? "a whole number of " + min + " or more"
            : "a whole number from " + min + " to " + max,
        text -> wholeNumber(text, BigInteger.valueOf(min), BigInteger.valueOf(max)),
        String::valueOf);
  }

  private static Optional<Long> wholeNumber(String text, BigInteger min, BigInteger max) {
    return Optional.of(text)
        .filter(WHOLE_NUMBER.asMatchPredicate())
        .map(BigInteger::new)
        .filter(number -> number.compareTo(min) >= 0 && number.compareTo(max) <= 0)
        .map(BigInteger::longValueExact);
  }

  static ValueType<Double> decimal(double min, double max) {
    return new ValueType<>(
        "a number from " + min + " to " + max,
        text ->
            Optional.of(text)
                .filter(DECIMAL.asMatchPredicate())
                .map(Double::valueOf)
                .filter(number -> number >= min && number <= max),
        String::valueOf);
  }

  static ValueType<Duration> duration(Duration min, Duration max) {
    return new ValueType<>(
        "a duration with a unit, such as 30 minutes, from "
            + UnitTexts.render(min)
            + " to "
            + UnitTexts.render(max),
        text ->
            UnitTexts.duration(text)
                .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0),
        UnitTexts::lacksUnit,
        value -> ConfigUtil.quoteString(UnitTexts.render(value)));
  }

  static ValueType<Long> sizeBytes(long min, long max) {
    return new ValueType<>(
        "a size with a unit, such as 64 MiB, "
            + (max == Long.MAX_VALUE
                ? "of " + UnitTexts.renderSize(min) + " or more"
                : "from " + UnitTexts.renderSize(min) + " to " + UnitTexts.renderSize(max)),
        text -> UnitTexts.sizeBytes(text).filter(value -> value >= min && value <= max),
        UnitTexts::lacksUnit,
        value -> ConfigUtil.quoteString(UnitTexts.renderSize(value)));
  }

  /** A path relative to {@code home}; shown relative to it where it lies below. */
  static ValueType<Path> path(Path home) {
    return new ValueType<>(
        "a path",
        text -> {
          try {
            return text.isBlank() ? Optional.empty() : Optional.of(home.resolve(text).normalize());
          } catch (InvalidPathException e) {
            return Optional.empty();
          }
        },
        path ->
            ConfigUtil.quoteString(
                path.startsWith(home) && !path.equals(home)
                    ? home.relativize(path).toString()
                    : path.toString()));
  }

  static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
    E[] constants = type.getEnumConstants();
    String names = String.join(", ", Arrays.stream(constants).map(ValueTypes::kebab).toList());
    return new ValueType<>(
        "one of " + names,
        text -> Arrays.stream(constants).filter(value -> kebab(value).equals(text)).findFirst(),
        ValueTypes::kebab);
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
