package io.karuta.privtrak.handler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the last whole batch of a file ends. Immutable.
 *
 * <p>Each line names the sequence with which its batch ends, so a batch is whole if the line of
 * that sequence is there: lines are written in order and in one go, and what follows the last such
 * line is the torn part of a batch that was never acknowledged.
 *
 * @param endBytes length of the file up to there; 0 if no batch is whole
 * @param ring whose batch it is; null if there is none
 * @param lastSequence its last sequence
 */
record JsonlTail(long endBytes, @Nullable UUID ring, long lastSequence) {

  /** First field of a line. */
  static final String BATCH_END = "batch_end";

  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonlTail NOTHING = new JsonlTail(0, null, -1);

  /** Reads a file from its end. */
  static JsonlTail of(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size == 0) {
      return NOTHING;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment file = channel.map(MapMode.READ_ONLY, 0, size, arena);
      long end = afterLastLineFeed(file, size);
      while (end > 0) {
        long start = afterLastLineFeed(file, end - 1);
        JsonlTail tail = wholeBatch(file.asSlice(start, end - start), end);
        if (tail != null) {
          return tail;
        }
        end = start;
      }
      return NOTHING;
    }
  }

  /** The position behind the last line feed before {@code limit}; 0 if there is none. */
  private static long afterLastLineFeed(MemorySegment file, long limit) {
    long position = limit;
    while (position > 0 && file.get(ValueLayout.JAVA_BYTE, position - 1) != '\n') {
      position--;
    }
    return position;
  }

  /** The batch that ends with this line; null if none does. */
  private static @Nullable JsonlTail wholeBatch(MemorySegment line, long end) throws IOException {
    UUID ring = null;
    long batchEnd = -1;
    long sequence = -2;
    try (JsonParser json = JSON.createParser(line.toArray(ValueLayout.JAVA_BYTE))) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME) {
          switch (json.currentName()) {
            case BATCH_END -> batchEnd = json.nextLongValue(-1);
            case "sequence" -> sequence = json.nextLongValue(-2);
            case "ring" -> ring = uuid(json.nextTextValue());
            default -> {}
          }
        }
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return null; // bytes that never became a line
    }
    return ring != null && sequence == batchEnd ? new JsonlTail(end, ring, sequence) : null;
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    return text == null ? null : UUID.fromString(text);
  }
}
