package io.karuta.cmd.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Bytes, times and durations as people write and read them. */
public final class Units {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhd])");
  private static final String[] BYTES = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Units() {}

  /** As {@code 1.5 GiB}. */
  static String bytes(long bytes) {
    double amount = (double) bytes;
    int unit = -1;
    while (Math.abs(amount) >= 1024 && unit < BYTES.length - 1) {
      amount /= 1024;
      unit++;
    }
    return unit < 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, BYTES[unit]);
  }

  /** As {@code 12,345}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** As {@code 3 d 04:05:06}. */
  static String seconds(long seconds) {
    long days = seconds / 86_400;
    String time =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    return days == 0 ? time : days + " d " + time;
  }

  /** As {@code 2026-11-21 12:00:00}, in UTC; {@code -} for never. */
  public static String time(long second) {
    return second == 0 ? "-" : TIME.format(Instant.ofEpochSecond(second));
  }

  /**
   * Reads {@code 90s}, {@code 5m}, {@code 48h} or {@code 7d}.
   *
   * @param name what the message calls it
   */
  static Duration duration(CommandSpec spec, String name, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw ClientCommand.wrong(
          spec, name + ": " + text + " (expected: such as 90s, 5m, 48h or 7d)");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /**
   * Reads {@code 2026-12-24T00:00:00Z} or, from now, a duration.
   *
   * @param name what the message calls it
   * @return seconds since 1970
   * @throws ParameterException if it is neither
   */
  public static long instant(CommandSpec spec, String name, String text) {
    if (DURATION.matcher(text).matches()) {
      return Instant.now().plus(duration(spec, name, text)).getEpochSecond();
    }
    try {
      return OffsetDateTime.parse(text).toEpochSecond();
    } catch (DateTimeException e) {
      throw ClientCommand.wrong(
          spec,
          name + ": " + text + " (expected: such as 2026-12-24T00:00:00Z, or from now 48h or 7d)");
    }
  }
}
