package io.karuta.conf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations and sizes as texts. The units are those of the HOCON specification, but one must be
 * given: there a bare duration means milliseconds and a bare size bytes, which is rarely what the
 * operator meant.
 */
final class UnitTexts {

  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,18})?)\\s*([A-Za-z]+)");
  private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

  private static final List<ChronoUnit> DURATION_UNITS =
      List.of(
          ChronoUnit.DAYS,
          ChronoUnit.HOURS,
          ChronoUnit.MINUTES,
          ChronoUnit.SECONDS,
          ChronoUnit.MILLIS,
          ChronoUnit.MICROS,
          ChronoUnit.NANOS);

  private static final Map<String, ChronoUnit> DURATION_NAMES =
      Map.ofEntries(
          Map.entry("d", ChronoUnit.DAYS),
          Map.entry("day", ChronoUnit.DAYS),
          Map.entry("days", ChronoUnit.DAYS),
          Map.entry("h", ChronoUnit.HOURS),
          Map.entry("hour", ChronoUnit.HOURS),
          Map.entry("hours", ChronoUnit.HOURS),
          Map.entry("m", ChronoUnit.MINUTES),
          Map.entry("minute", ChronoUnit.MINUTES),
          Map.entry("minutes", ChronoUnit.MINUTES),
          Map.entry("s", ChronoUnit.SECONDS),
          Map.entry("second", ChronoUnit.SECONDS),
          Map.entry("seconds", ChronoUnit.SECONDS),
          Map.entry("ms", ChronoUnit.MILLIS),
          Map.entry("milli", ChronoUnit.MILLIS),
          Map.entry("millis", ChronoUnit.MILLIS),
          Map.entry("millisecond", ChronoUnit.MILLIS),
          Map.entry("milliseconds", ChronoUnit.MILLIS),
          Map.entry("us", ChronoUnit.MICROS),
          Map.entry("micros", ChronoUnit.MICROS),
          Map.entry("microsecond", ChronoUnit.MICROS),
          Map.entry("microseconds", ChronoUnit.MICROS),
          Map.entry("ns", ChronoUnit.NANOS),
          Map.entry("nanos", ChronoUnit.NANOS),
          Map.entry("nanosecond", ChronoUnit.NANOS),
          Map.entry("nanoseconds", ChronoUnit.NANOS));

  /** Powers of 1024, as {@code K}, {@code k}, {@code Ki} or {@code KiB}. */
  private static final String BINARY_PREFIXES = "KMGT";

  private UnitTexts() {}

  /** Whether a text would be right if it had a unit. */
  static boolean lacksUnit(String text) {
    return BARE_NUMBER.matcher(text.strip()).matches();
  }

  /** A duration such as {@code 30 minutes} or {@code 1.5h}; empty if the text is none. */
  static Optional<Duration> duration(String text) {
    Matcher matcher = AMOUNT.matcher(text.strip());
    if (!matcher.matches() || !DURATION_NAMES.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    BigDecimal nanosPerUnit =
        BigDecimal.valueOf(DURATION_NAMES.get(matcher.group(2)).getDuration().toNanos());
    BigInteger nanos = new BigDecimal(matcher.group(1)).multiply(nanosPerUnit).toBigInteger();
    BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
    return parts[0].bitLength() < Long.SIZE
        ? Optional.of(Duration.ofSeconds(parts[0].longValue(), parts[1].longValue()))
        : Optional.empty();
  }

  /** The duration in the largest unit that says it as a whole number. */
  static String render(Duration duration) {
    BigInteger nanos =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(BigInteger.valueOf(1_000_000_000))
            .add(BigInteger.valueOf(duration.getNano()));
    if (nanos.signum() == 0) {
      return "0 seconds";
    }
    for (ChronoUnit unit : DURATION_UNITS) {
      BigInteger[] parts =
          nanos.divideAndRemainder(BigInteger.valueOf(unit.getDuration().toNanos()));
      if (parts[1].signum() == 0) {
        String name = unit.toString().toLowerCase(Locale.ROOT);
        return parts[0] + " " + (parts[0].equals(BigInteger.ONE) ? singular(unit) : name);
      }
    }
    throw new IllegalStateException("nanoseconds divide every duration");
  }

  private static String singular(ChronoUnit unit) {
    return switch (unit) {
      case MILLIS -> "milli";
      case MICROS -> "microsecond";
      case NANOS -> "nanosecond";
      default -> {
        String plural = unit.toString().toLowerCase(Locale.ROOT);
        yield plural.substring(0, plural.length() - 1);
      }
    };
  }

  /** A size such as {@code 64 MiB} (1024s) or {@code 64 MB} (1000s); empty if the text is none. */
  static Optional<Long> sizeBytes(String text) {
    Matcher matcher = AMOUNT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigInteger bytesPerUnit = bytesPerUnit(matcher.group(2));
    if (bytesPerUnit.signum() == 0) {
      return Optional.empty();
    }
    BigInteger bytes =
        new BigDecimal(matcher.group(1)).multiply(new BigDecimal(bytesPerUnit)).toBigInteger();
    return bytes.bitLength() < Long.SIZE ? Optional.of(bytes.longValue()) : Optional.empty();
  }

  /** 0 for a unit that isn't known. */
  private static BigInteger bytesPerUnit(String unit) {
    if (unit.equals("B") || unit.equals("b") || unit.equals("byte") || unit.equals("bytes")) {
      return BigInteger.ONE;
    }
    int power = 1 + BINARY_PREFIXES.indexOf(Character.toUpperCase(unit.charAt(0)));
    if (power == 0) {
      return BigInteger.ZERO;
    }
    return switch (unit.substring(1)) {
      case "", "i", "iB" -> BigInteger.valueOf(1024).pow(power);
      case "B" -> BigInteger.valueOf(1000).pow(power);
      default -> BigInteger.ZERO;
    };
  }

  /** The size in the largest unit of 1024s that says it as a whole number. */
  static String renderSize(long bytes) {
    long amount = bytes;
    int power = 0;
    while (amount != 0 && amount % 1024 == 0 && power < BINARY_PREFIXES.length()) {
      amount /= 1024;
      power++;
    }
    return amount + (power == 0 ? " B" : " " + BINARY_PREFIXES.charAt(power - 1) + "iB");
  }
}
