package io.karuta.admin.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The fields of one JSON object, read by asking for each with its type and rule. A field that is
 * wrong is noted and a substitute returned, so that reading goes on; {@link #check} then tells all
 * of them at once, the fields that nobody asked for too. What was wrong is described, never
 * repeated: a body may hold a passkey. Confined to one thread.
 */
public final class JsonFields {

  private static final int MAX_NAME_LENGTH = 255;
  private static final int MAX_DEPTH = 8;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  /**
   * One value.
   *
   * @param text of a plain value; empty for an object or array
   * @param items the objects of an array
   * @param texts the texts of an array
   * @param others how many things of an array are neither
   */
  private record Value(
      JsonToken token, String text, List<JsonFields> items, List<String> texts, int others) {

    private Value(JsonToken token, String text) {
      this(token, text, List.of(), List.of(), 0);
    }
  }

  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<String, String> problems = new LinkedHashMap<>();

  private JsonFields() {}

  /**
   * Reads a body.
   *
   * @throws InvalidFieldsException if it is anything but one JSON object
   */
  public static JsonFields parse(byte[] body) throws InvalidFieldsException {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw notAnObject("");
      }
      JsonFields fields = object(parser);
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

  private static JsonFields object(JsonParser parser) throws IOException {
    JsonFields fields = new JsonFields();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (fields.values.put(name, value(parser, parser.nextToken())) != null) {
        fields.problems.put(name, "expected once, found twice");
      }
    }
    return fields;
  }

  private static Value value(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.START_ARRAY) {
      return array(parser);
    }
    if (token == JsonToken.START_OBJECT) {
      parser.skipChildren();
      return new Value(token, "");
    }
    return new Value(token, parser.getText());
  }

  private static Value array(JsonParser parser) throws IOException {
    List<JsonFields> items = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int others = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        items.add(object(parser));
      } else if (token == JsonToken.VALUE_STRING) {
        texts.add(parser.getText());
      } else {
        others++;
        parser.skipChildren();
      }
    }
    return new Value(JsonToken.START_ARRAY, "", items, texts, others);
  }

  private static InvalidFieldsException notAnObject(String detail) {
    return new InvalidFieldsException(Map.of("body", "expected one JSON object" + detail));
  }

  /** Whether the field is there, {@code null} included. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether the field is there and {@code null}. */
  public boolean isNull(String name) {
    Value value = values.get(name);
    return value != null && value.token() == JsonToken.VALUE_NULL;
  }

  /** Allows a field without looking at it. */
  public void ignore(String name) {
    values.remove(name);
  }

  /** The site's own number of something: 1 or more. */
  public long number(String name) {
    return number(name, 1, Long.MAX_VALUE);
  }

  /** A whole number in a range; {@code min} if it is wrong. */
  public long number(String name, long min, long max) {
    String expected = "a whole number from " + min + " to " + max;
    String text = take(name, expected, JsonToken.VALUE_NUMBER_INT);
    try {
      long number = text.isEmpty() ? min : Long.parseLong(text);
      if (number < min || number > max) {
        wrong(name, expected, "another number");
        return min;
      }
      return number;
    } catch (NumberFormatException e) {
      wrong(name, expected, "a number that is too large");
      return min;
    }
  }

  /** A whole number in a range of 32 bits; {@code min} if it is wrong. */
  public int integer(String name, int min, int max) {
    return (int) number(name, min, max);
  }

  /** A text that a rule allows. */
  public String text(String name, String expected, Predicate<String> rule) {
    String text = take(name, expected, JsonToken.VALUE_STRING);
    if (!rule.test(text)) {
      wrong(name, expected, "a text of " + text.length() + " characters");
    }
    return text;
  }

  /** A name to show: up to as many characters as the tables have room for. */
  public String name(String name, int minLength) {
    return text(
        name,
        "a text of " + minLength + " to " + MAX_NAME_LENGTH + " characters",
        text -> {
          int length = text.codePointCount(0, text.length());
          return length >= minLength && length <= MAX_NAME_LENGTH;
        });
  }

  /** Yes or no. */
  public boolean flag(String name) {
    return take(name, "true or false", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE).equals("true");
  }

  /** One of an enum's constants in kebab-case; the first one if it is wrong. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    E[] constants = type.getEnumConstants();
    String expected =
        Arrays.stream(constants).map(JsonFields::kebab).collect(Collectors.joining(", "));
    String text = take(name, "one of " + expected, JsonToken.VALUE_STRING);
    for (E constant : constants) {
      if (kebab(constant).equals(text)) {
        return constant;
      }
    }
    wrong(name, "one of " + expected, "another text");
    return constants[0];
  }

  /** How a constant is written. */
  public static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** An array of objects, each to be read and checked for itself. */
  public List<JsonFields> items(String name, int maxItems) {
    String expected = "an array of at most " + maxItems + " objects";
    Value value = values.get(name);
    take(name, expected, JsonToken.START_ARRAY);
    if (value == null || value.token() != JsonToken.START_ARRAY) {
      return List.of();
    }
    if (value.others() + value.texts().size() > 0) {
      wrong(name, expected, "something else in it");
    } else if (value.items().size() > maxItems) {
      wrong(name, expected, "more");
    }
    return value.items();
  }

  /** An array of texts. */
  public List<String> texts(String name) {
    String expected = "an array of texts";
    Value value = values.get(name);
    take(name, expected, JsonToken.START_ARRAY);
    if (value != null && value.others() + value.items().size() > 0) {
      wrong(name, expected, "something else in it");
    }
    return value == null ? List.of() : value.texts();
  }

  /** Notes that a field breaks a rule that no getter knows. */
  public void problem(String name, String expected, String found) {
    wrong(name, expected, found);
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidFieldsException if anything was wrong, or if there is a field that nobody asked
   *     for
   */
  public void check() throws InvalidFieldsException {
    values.keySet().forEach(name -> wrong(name, "none of this name", "one"));
    if (!problems.isEmpty()) {
      throw new InvalidFieldsException(problems);
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
