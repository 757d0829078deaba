package io.karuta.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/**
 * What a caller is answered. Immutable.
 *
 * @param status HTTP status
 * @param body writes the JSON
 */
record Reply(int status, Body body) {

  /** Writes one JSON value; called once, on the thread that answers. */
  @FunctionalInterface
  interface Body {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** What mika's number for a warning is in its error bodies. */
  private static final int LEVEL_WARNING = 3;

  private static final int LEVEL_ERROR = 2;

  /** A success without anything to tell. */
  static Reply ok(int status) {
    return new Reply(
        status,
        json -> {
          json.writeStartObject();
          json.writeStringField("message", "ok");
          json.writeEndObject();
        });
  }

  /**
   * A refusal or a fault, in the shape of mika's error bodies.
   *
   * @param error kebab-case code for programs
   * @param message for people
   * @param fields what was expected of each field that is wrong
   */
  static Reply problem(int status, String error, String message, Map<String, String> fields) {
    return new Reply(
        status,
        json -> {
          json.writeStartObject();
          json.writeNumberField("status", status);
          json.writeStringField("message", message);
          json.writeStringField("error", error);
          json.writeObjectFieldStart("fields");
          for (Map.Entry<String, String> field : fields.entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
          }
          json.writeEndObject();
          json.writeNumberField("level", status < 500 ? LEVEL_WARNING : LEVEL_ERROR);
          json.writeEndObject();
        });
  }
}
