package io.karuta.privtrak.handler.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/**
 * The parameters of a row as a JSON object, bytes as hexadecimal digits. Confined to one thread.
 */
final class JsonValues implements ValueWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private JsonValues(JsonGenerator json) {
    this.json = json;
  }

  /** All parameters that a row has, by their names. */
  static String of(DeltaGroup row, Grouping per) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      JsonValues values = new JsonValues(json);
      json.writeStartObject();
      for (Parameter parameter : Parameter.of(per)) {
        json.writeFieldName(parameter.sqlName());
        parameter.write(row, values);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has none
    }
    return text.toString();
  }

  @Override
  public void number(long value) {
    write(() -> json.writeNumber(value));
  }

  @Override
  public void nothing() {
    write(json::writeNull);
  }

  @Override
  public void text(String value) {
    write(() -> json.writeString(value));
  }

  @Override
  public void bytes(byte[] value) {
    text(HexFormat.of().formatHex(value));
  }

  private interface Write {
    void run() throws IOException;
  }

  private static void write(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has none
    }
  }
}
