package io.karuta.privtrak.handler.sql;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of tables and columns. */
final class Identifiers {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*|`[^`]+`");

  private Identifiers() {}

  /** A name without its quotes; empty if it isn't one. */
  static Optional<String> name(String text) {
    String trimmed = text.trim();
    return NAME.matcher(trimmed).matches()
        ? Optional.of(trimmed.replace("`", ""))
        : Optional.empty();
  }

  /** {@code table} or {@code schema.table} without quotes; empty if it isn't one. */
  static Optional<String> table(String text) {
    String[] parts = text.split("\\.", -1);
    boolean valid = parts.length <= 2 && Arrays.stream(parts).allMatch(p -> name(p).isPresent());
    return valid
        ? Optional.of(
            Arrays.stream(parts).map(p -> name(p).orElseThrow()).collect(Collectors.joining(".")))
        : Optional.empty();
  }

  /** As SQL writes it. */
  static String quoted(String name) {
    return '`' + name.replace(".", "`.`") + '`';
  }
}
