package io.karuta.privtrak.handler;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.privtrak.DeltaJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends each batch to a file in one go, one line of JSON per delta. One call at a time.
 *
 * <p>A batch that couldn't be written, or that a kill cut off, is cut away before the next one is
 * written, so files hold whole batches; and as each line says where it belongs, a batch that comes
 * again is recognised: every delta is there exactly once.
 *
 * <p>After a failure nothing is believed: the folder is read again before the next attempt.
 */
final class JsonlDeltaHandler implements DeltaHandler {

  /** Writes a batch at the end of a file; a seam for disks that fail. */
  @FunctionalInterface
  interface Appender {
    void append(FileChannel channel, long position, ByteBuffer lines) throws IOException;
  }

  /** How far the files go. */
  private record Position(JsonlFile file, long endBytes, @Nullable UUID ring, long lastSequence) {

    boolean holds(UUID otherRing, long sequence) {
      return otherRing.equals(ring) && sequence <= lastSequence;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(JsonlDeltaHandler.class);

  /** A user id may be a passkey, which is nobody else's business. */
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

  private final JsonlConfig config;
  private final TrackerClock clock;
  private final Appender appender;
  private final JsonlFolder folder;

  /** Null until the folder was read. */
  private @Nullable Position position;

  private JsonlDeltaHandler(
      JsonlConfig config, TrackerClock clock, Appender appender, JsonlFolder folder) {
    this.config = config;
    this.clock = clock;
    this.appender = appender;
    this.folder = folder;
  }

  /**
   * Opens the folder.
   *
   * @throws IllegalStateException if it can't be written to, or another handler does
   */
  static JsonlDeltaHandler open(JsonlConfig config, TrackerClock clock, Appender appender) {
    try {
      return new JsonlDeltaHandler(config, clock, appender, JsonlFolder.lock(config.folder()));
    } catch (IOException e) {
      throw new IllegalStateException(
          config.place()
              + ": "
              + config.folder()
              + " (expected: a folder that can be written to and is no other handler's): "
              + e,
          e);
    }
  }

  @Override
  public long deliveredThrough(UUID ring) throws DeltaHandlerException {
    try {
      Position known = position();
      return ring.equals(known.ring()) ? known.lastSequence() : UNKNOWN;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void handle(DeltaBatch batch) throws DeltaHandlerException {
    try {
      Position before = position();
      if (before.holds(batch.ring(), batch.deltas().getLast().sequence())) {
        LOG.info(
            "deltas {} to {} were written before", batch.firstSequence(), batch.lastSequence());
        return;
      }
      position = null; // unless it goes well
      position = append(before, batch);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private DeltaHandlerException failure(IOException e) {
    return new DeltaHandlerException("folder " + folder.path() + ": " + e, e);
  }

  private Position position() throws IOException {
    Position known = position;
    if (known == null) {
      known = look();
      position = known;
    }
    return known;
  }

  /** Finds the last whole batch, and cuts away what comes after it. */
  private Position look() throws IOException {
    List<JsonlFile> newestFirst = folder.files().reversed();
    if (newestFirst.isEmpty()) {
      return new Position(JsonlFile.first(folder.path(), nowSecond()), 0, null, -1);
    }
    JsonlFile newest = newestFirst.getFirst();
    long end = cutBack(newest);
    // A new file is empty until its first batch is whole: then an older one knows.
    for (JsonlFile file : newestFirst) {
      try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
        JsonlTail tail = JsonlTail.of(channel);
        if (tail.ring() != null) {
          return new Position(newest, end, tail.ring(), tail.lastSequence());
        }
      }
    }
    return new Position(newest, end, null, -1);
  }

  private static long cutBack(JsonlFile file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = JsonlTail.of(channel).endBytes();
      long torn = channel.size() - end;
      if (torn > 0) {
        channel.truncate(end);
        LOG.warn("{}: cut {} bytes of a batch that was never whole", file.path(), torn);
      }
      return end;
    }
  }

  private Position append(Position before, DeltaBatch batch) throws IOException {
    byte[] lines = lines(batch, before);
    boolean rotates =
        before.endBytes() > 0
            && (before.endBytes() + lines.length > config.maxSizeBytes()
                || span(nowSecond()) > span(before.file().second()));
    JsonlFile file = rotates ? before.file().next(folder.path(), nowSecond()) : before.file();
    long start = rotates ? 0 : before.endBytes();
    try (FileChannel channel = openFor(file, start)) {
      if (channel.size() != start) {
        throw new IOException(
            file.path() + ": " + channel.size() + " bytes (expected: " + start + ")");
      }
      write(channel, start, lines);
    }
    if (start == 0) {
      if (config.fsync()) {
        folder.sync();
      }
      if (config.maxFiles() > 0) {
        folder.keep(config.maxFiles());
      }
    }
    long last = batch.deltas().getLast().sequence();
    return new Position(file, start + lines.length, batch.ring(), last);
  }

  private static FileChannel openFor(JsonlFile file, long start) throws IOException {
    Set<StandardOpenOption> options =
        start == 0
            ? Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE)
            : Set.of(StandardOpenOption.WRITE);
    return FileChannel.open(file.path(), options, PRIVATE);
  }

  private void write(FileChannel channel, long start, byte[] lines) throws IOException {
    try {
      appender.append(channel, start, ByteBuffer.wrap(lines));
      if (config.fsync()) {
        channel.force(true);
      }
    } catch (IOException e) {
      try {
        channel.truncate(start);
      } catch (IOException again) {
        e.addSuppressed(again); // the next look at the folder cuts it away
      }
      throw e;
    }
  }

  /** The usual appender. */
  static void append(FileChannel channel, long position, ByteBuffer lines) throws IOException {
    long next = position;
    while (lines.hasRemaining()) {
      next += channel.write(lines, next);
    }
  }

  /** A batch that continues one that was written begins after it. */
  private static byte[] lines(DeltaBatch batch, Position before) throws IOException {
    long batchEnd = batch.deltas().getLast().sequence();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024 * batch.deltas().size());
    try (JsonGenerator json = DeltaJson.lines(bytes)) {
      for (StatsDelta delta : batch.deltas()) {
        if (!before.holds(batch.ring(), delta.sequence())) {
          json.writeStartObject();
          json.writeNumberField(JsonlTail.BATCH_END, batchEnd);
          DeltaJson.writeFields(json, batch.ring(), delta);
          json.writeEndObject();
          json.writeRaw('\n');
        }
      }
    }
    return bytes.toByteArray();
  }

  private long nowSecond() {
    return Integer.toUnsignedLong(clock.nowSecond());
  }

  private long span(long second) {
    return second / config.rotateEvery().toSeconds();
  }

  @Override
  public void close() {
    folder.close();
  }
}
