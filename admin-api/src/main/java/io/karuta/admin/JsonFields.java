package io.karuta.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The fields of a request's JSON object, read by asking for each with its type and rule. What is
 * wrong is collected, so that all of it is told at once, and no value is ever repeated to anybody.
 * Confined to one thread.
 */
final class JsonFields {

  /** Longest name in the tables. */
  private static final int MAX_NAME_LENGTH = 255;

  /** Our objects are flat; whatever is deeper is wrong anyway and need not be followed far. */
  private static final int MAX_DEPTH = 8;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private record Value(JsonToken token, String text) {}

  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<String, String> problems = new LinkedHashMap<>();

  private JsonFields() {}

  /**
   * Reads a body.
   *
   * @throws RefusedException if it is anything but one JSON object
   */
  static JsonFields parse(byte[] body) throws RefusedException {
    JsonFields fields = new JsonFields();
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw notAnObject("");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        fields.add(parser);
      }
      if (parser.nextToken() != null) {
        throw notAnObject(": there is more behind it");
      }
      return fields;
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw notAnObject(
          place == null
              ? ""
              : ": see line " + place.getLineNr() + ", column " + place.getColumnNr());
    } catch (IOException e) {
      throw new IllegalStateException("reading an array failed", e);
    }
  }

  private void add(JsonParser parser) throws IOException {
    String name = parser.currentName();
    JsonToken token = parser.nextToken();
    String text = "";
    if (token.isStructStart()) {
      parser.skipChildren();
    } else {
      text = parser.getText();
    }
    if (values.put(name, new Value(token, text)) != null) {
      problems.put(name, "expected once, found twice");
    }
  }

  private static RefusedException notAnObject(String detail) {
    String expected = "expected one JSON object" + detail;
    return new RefusedException(
        400, "invalid-request", "the body is wrong: " + expected, Map.of("body", expected));
  }

  /** The site's own number of something: 1 or more. */
  long number(String name) {
    String expected = "a whole number from 1 to " + Long.MAX_VALUE;
    String text = take(name, expected, JsonToken.VALUE_NUMBER_INT);
    try {
      long number = text.isEmpty() ? 0 : Long.parseLong(text);
      if (number < 1) {
        wrong(name, expected, "another number");
      }
      return number;
    } catch (NumberFormatException e) {
      wrong(name, expected, "a number that is too large");
      return 0;
    }
  }

  /** A text that a rule allows. */
  String text(String name, String expected, Predicate<String> rule) {
    String text = take(name, expected, JsonToken.VALUE_STRING);
    if (!rule.test(text)) {
      wrong(name, expected, "a text of " + text.length() + " characters");
    }
    return text;
  }

  /** A name to show: up to as many characters as the tables have room for. */
  String name(String name, int minLength) {
    return text(
        name,
        "a text of " + minLength + " to " + MAX_NAME_LENGTH + " characters",
        text -> {
          int length = text.codePointCount(0, text.length());
          return length >= minLength && length <= MAX_NAME_LENGTH;
        });
  }

  /** Yes or no. */
  boolean flag(String name) {
    return take(name, "true or false", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE).equals("true");
  }

  /**
   * Ends the reading.
   *
   * @throws RefusedException if anything was wrong, or if there is a field that nobody asked for
   */
  void check() throws RefusedException {
    values.keySet().forEach(name -> wrong(name, "none of this name", "one"));
    if (!problems.isEmpty()) {
      throw new RefusedException(
          400,
          "invalid-request",
          "these fields are wrong: " + String.join(", ", problems.keySet()),
          problems);
    }
  }

  private String take(String name, String expected, JsonToken... types) {
    Value value = values.remove(name);
    if (value == null) {
      wrong(name, expected, "nothing");
      return "";
    }
    for (JsonToken type : types) {
      if (value.token() == type) {
        return value.text();
      }
    }
    wrong(name, expected, describe(value.token()));
    return "";
  }

  /** The first thing that is wrong with a field is the one that is told. */
  private void wrong(String name, String expected, String found) {
    problems.putIfAbsent(name, "expected " + expected + ", found " + found);
  }

  private static String describe(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "null";
    };
  }
}
