package io.karuta.client;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;

/**
 * This package's records as JSON with the API's own names. Thread-safe.
 *
 * <p>Fields that a newer tracker adds are passed over. A text that is absent or null is empty, a
 * list too; a number that is absent is 0.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withConfigOverride(
              String.class,
              text -> text.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .withConfigOverride(
              List.class,
              list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .build();

  private Json() {}

  /** A record of this package, or a list of such, as indented JSON. */
  public static String text(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no value of this package: " + value.getClass(), e);
    }
  }

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + value.getClass(), e);
    }
  }

  static <T> T read(byte[] json, Kind<T> kind) throws IOException {
    T value = MAPPER.readValue(json, kind.type());
    if (value == null) {
      throw new IOException("null (expected: a value)");
    }
    return value;
  }

  /** A type that Jackson reads, generic or not. Immutable. */
  @SuppressWarnings("UnusedTypeParameter") // it is what the caller gets
  record Kind<T>(JavaType type) {}

  static <T> Kind<T> kind(Class<T> type) {
    return new Kind<>(MAPPER.constructType(type));
  }

  static <T> Kind<Page<T>> pageOf(Class<T> item) {
    return new Kind<>(MAPPER.getTypeFactory().constructParametricType(Page.class, item));
  }

  static <T> Kind<List<T>> listOf(Class<T> item) {
    return new Kind<>(MAPPER.getTypeFactory().constructCollectionType(List.class, item));
  }
}
