package io.karuta.conf;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a text of the file becomes a value. Immutable.
 *
 * @param expected what is told to the operator when it doesn't
 * @param parse the value; empty if the text is none
 * @param lacksUnit whether a text that is none lacks its unit only
 * @param render the value in HOCON
 */
record ValueType<T>(
    String expected,
    Function<String, Optional<T>> parse,
    Predicate<String> lacksUnit,
    Function<T, String> render) {

  ValueType(String expected, Function<String, Optional<T>> parse, Function<T, String> render) {
    this(expected, parse, text -> false, render);
  }
}
