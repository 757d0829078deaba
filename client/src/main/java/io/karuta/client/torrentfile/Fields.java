package io.karuta.client.torrentfile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A dictionary's entries, asked for by their kinds; what is absent or of another kind is told with
 * its place. Immutable.
 */
record Fields(String file, String path, Value.Dictionary dictionary) {

  boolean has(String key) {
    return dictionary.values().containsKey(key);
  }

  Fields child(String key) {
    return switch (value(key, "a dictionary")) {
      case Value.Dictionary child -> new Fields(file, pathOf(key), child);
      case Value other -> throw wrong(other, key, "a dictionary");
    };
  }

  List<Value> sequence(String key) {
    return switch (value(key, "a list")) {
      case Value.Sequence(int _, List<Value> values) -> values;
      case Value other -> throw wrong(other, key, "a list");
    };
  }

  /** Bytes as a text of one char per byte. */
  String bytes(String key, String expected) {
    return switch (value(key, expected)) {
      case Value.Text(int _, String bytes) -> bytes;
      case Value other -> throw wrong(other, key, expected);
    };
  }

  /** A text that people read. */
  String text(String key) {
    String expected = "a text in UTF-8 that is not empty";
    byte[] bytes = bytes(key, expected).getBytes(StandardCharsets.ISO_8859_1);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!text.isEmpty()) {
        return text;
      }
    } catch (CharacterCodingException _) {
      // Told with the empty one.
    }
    throw wrong(value(key, expected), key, expected);
  }

  long number(String key, long least, String expected) {
    if (value(key, expected) instanceof Value.Int(int _, long number) && number >= least) {
      return number;
    }
    throw wrong(value(key, expected), key, expected);
  }

  Value value(String key, String expected) {
    return Optional.ofNullable(dictionary.values().get(key))
        .orElseThrow(() ->
            new TorrentFileException(
                file, dictionary.offset(), "no " + pathOf(key) + " in the dictionary", expected));
  }

  TorrentFileException wrong(Value value, String key, String expected) {
    return new TorrentFileException(
        file, value.offset(), pathOf(key) + ": " + shown(value), expected);
  }

  TorrentFileException wrong(String key, String found, String expected) {
    return new TorrentFileException(
        file, value(key, expected).offset(), pathOf(key) + ": " + found, expected);
  }

  private String pathOf(String key) {
    String shown = Shown.bytes(key);
    String name = shown.substring(1, shown.length() - 1);
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String shown(Value value) {
    return switch (value) {
      case Value.Int(int _, long number) -> Long.toString(number);
      case Value.Text(int _, String bytes) -> Shown.bytes(bytes);
      case Value.Sequence _ -> "a list";
      case Value.Dictionary _ -> "a dictionary";
    };
  }
}
