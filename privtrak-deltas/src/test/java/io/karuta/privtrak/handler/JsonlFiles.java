package io.karuta.privtrak.handler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.karuta.testkit.delta.Booked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what the handler {@code jsonl} wrote, as a site's script would. */
final class JsonlFiles {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonlFiles() {}

  /** The files, sorted by name. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All lines as fields, in the order of files and lines. */
  static List<Map<String, String>> lines(Path folder) {
    List<Map<String, String>> lines = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        for (String line : Files.readAllLines(file)) {
          lines.add(parse(line));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lines;
  }

  private static Map<String, String> parse(String line) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        if (json.currentToken().isScalarValue()) {
          fields.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    }
    return fields;
  }

  static long number(Map<String, String> line, String field) {
    return Long.parseLong(line.getOrDefault(field, "-1"));
  }

  /** The sequences of all lines. */
  static List<Long> sequences(Path folder) {
    return lines(folder).stream().map(line -> number(line, "sequence")).toList();
  }

  /** What the lines of one user and torrent add up to. */
  static Booked booked(Path folder, long user, long torrent) {
    Booked booked = Booked.NOTHING;
    for (Map<String, String> line : lines(folder)) {
      if (number(line, "user_number") == user && number(line, "torrent_number") == torrent) {
        String event = line.getOrDefault("event", "");
        booked =
            new Booked(
                booked.uploaded() + number(line, "uploaded"),
                booked.downloaded() + number(line, "downloaded"),
                booked.snatches() + ("true".equals(line.get("snatch")) ? 1 : 0),
                number(line, "left"),
                !event.equals("stopped") && !event.equals("expired"));
      }
    }
    return booked;
  }
}
