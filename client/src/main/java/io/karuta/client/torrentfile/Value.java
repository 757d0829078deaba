package io.karuta.client.torrentfile;

import java.util.List;
import java.util.Map;

/** A bencoded value (BEP 3) and where it stands in its file. Immutable. */
sealed interface Value {

  /** Where its first byte is. */
  int offset();

  /** A number of 64 bits. */
  record Int(int offset, long value) implements Value {}

  /** Bytes, as a text of one char per byte. */
  record Text(int offset, String bytes) implements Value {}

  /** Values in their order. */
  record Sequence(int offset, List<Value> values) implements Value {}

  /**
   * Values by keys, in their order. Keys are texts of one char per byte, so that binary ones work.
   *
   * @param end where the next value begins
   */
  record Dictionary(int offset, int end, Map<String, Value> values) implements Value {}
}
