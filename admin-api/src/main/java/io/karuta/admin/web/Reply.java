package io.karuta.admin.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a caller is answered. Immutable.
 *
 * @param status HTTP status
 * @param contentType media type; empty if there is no body
 * @param headers further headers by their names
 * @param content writes the body
 */
public record Reply(int status, String contentType, Map<String, String> headers, Content content) {

  /** Writes a body; called once, on the thread that answers. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; leaves the stream open. */
    void writeTo(OutputStream output) throws IOException;
  }

  /** Writes one JSON value; called once, on the thread that answers. */
  @FunctionalInterface
  public interface Json {
    /** Writes it. */
    void writeTo(JsonGenerator json) throws IOException;
  }

  private static final JsonFactory JSON = new JsonFactory();

  /** What mika's number for a warning is in its error bodies. */
  private static final int LEVEL_WARNING = 3;

  private static final int LEVEL_ERROR = 2;

  /** Copies the headers. */
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** An answer in JSON, written as it is made. */
  public static Reply json(int status, Json body) {
    return new Reply(
        status,
        "application/json",
        Map.of(),
        output -> {
          JsonGenerator json = JSON.createGenerator(output);
          body.writeTo(json);
          json.close(); // not after a failure, which it would make look like an end
        });
  }

  /** An answer of another media type. */
  public static Reply of(int status, String contentType, Content content) {
    return new Reply(status, contentType, Map.of(), content);
  }

  /** An answer without a body. */
  public static Reply empty(int status) {
    return new Reply(status, "", Map.of(), _ -> {});
  }

  /** A success without anything to tell, as mika says it. */
  public static Reply ok(int status) {
    return json(
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
  public static Reply problem(
      int status, String error, String message, Map<String, String> fields) {
    return json(status, json -> writeProblem(json, status, error, message, fields));
  }

  private static void writeProblem(
      JsonGenerator json, int status, String error, String message, Map<String, String> fields)
      throws IOException {
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
  }

  /** The same with one more header. */
  public Reply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Reply(status, contentType, more, content);
  }
}
