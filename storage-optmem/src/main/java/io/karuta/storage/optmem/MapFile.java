package io.karuta.storage.optmem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.map.ChronicleMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a map, and the marker beside it, {@code <file>.open}: locked while a tracker has the
 * file open, there while it was not closed in order. It holds the length that the file had when it
 * was opened, since a recovery would take what was cut off for empty, and the {@link Journal}.
 * Confined to one thread.
 */
final class MapFile {

  private static final Logger LOG = LoggerFactory.getLogger(MapFile.class);

  /** Of the marker: the length, then room for what may come. */
  private static final int JOURNAL_OFFSET = 64;

  /**
   * Of Chronicle's file: behind the checksum of its header, whose length has the mark in bit 31.
   */
  private static final int HEADER_LENGTH_OFFSET = 8;

  private final Path file;
  private final Path marker;
  private final FileChannel lock;
  private final boolean unclean;
  private long leastLengthBytes;

  private MapFile(
      Path file, Path marker, FileChannel lock, boolean unclean, long leastLengthBytes) {
    this.file = file;
    this.marker = marker;
    this.lock = lock;
    this.unclean = unclean;
    this.leastLengthBytes = leastLengthBytes;
  }

  /**
   * Takes hold of a file, which need not exist.
   *
   * @throws OptmemException if another tracker has it, or the folder can't be written
   */
  static MapFile lock(Path file) {
    Path marker = beside(file, ".open");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      boolean unclean = Files.exists(marker);
      FileChannel channel =
          FileChannel.open(
              marker, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        channel.close();
        throw new OptmemException("swarm file " + file + ": another tracker has it open");
      }
      if (!Files.exists(file)) {
        // What a killed tracker noted is about a file that was moved away.
        channel.truncate(0);
        unclean = false;
      }
      return new MapFile(file, marker, channel, unclean, readLength(channel));
    } catch (IOException e) {
      throw new OptmemException("swarm file " + file + ": can't be opened, " + e.getMessage(), e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The length in a marker; 0 if the tracker died before it had written it. */
  private static long readLength(FileChannel channel) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES);
    return channel.read(length, 0) == Long.BYTES ? length.getLong(0) : 0;
  }

  private void writeLength(long lengthBytes) throws IOException {
    lock.write(ByteBuffer.allocate(Long.BYTES).putLong(0, lengthBytes), 0);
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** Whether the last tracker that had the file did not close it. */
  boolean unclean() {
    return unclean;
  }

  boolean exists() {
    return Files.exists(file);
  }

  Path path() {
    return file;
  }

  /** The journal in the marker, as a killed process left it; closed by the caller. */
  Journal journal() {
    Arena arena = Arena.ofShared();
    try {
      allocate(JOURNAL_OFFSET + Journal.LENGTH_BYTES);
      MemorySegment memory =
          lock.map(FileChannel.MapMode.READ_WRITE, JOURNAL_OFFSET, Journal.LENGTH_BYTES, arena);
      return new Journal(arena, memory, WriteWatch.NONE);
    } catch (IOException e) {
      arena.close();
      throw new OptmemException(
          "swarm file " + marker + ": can't be written, " + e.getMessage(), e);
    }
  }

  /** Makes the marker so long, of real zeros: a disk that is full must not show later. */
  private void allocate(int lengthBytes) throws IOException {
    long length = lock.size();
    if (length < lengthBytes) {
      ByteBuffer zeros = ByteBuffer.allocate((int) (lengthBytes - length));
      while (zeros.hasRemaining()) {
        lock.write(zeros, lengthBytes - zeros.remaining());
      }
    }
  }

  /** Opens the file that is there, after a recovery if it was not closed. */
  ChronicleMap<byte[], byte[]> open() {
    FileShape.check(file, leastLengthBytes);
    try {
      if (unclean) {
        completeHeader();
        closeTierGaps();
      }
      ChronicleMap<byte[], byte[]> map =
          unclean ? MapBuilder.recover(file.toFile()) : MapBuilder.open(file.toFile());
      writeLength(Files.size(file));
      return map;
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new OptmemException(
          "swarm file " + file + ": damaged or no swarm file, " + e.getMessage(), e);
    }
  }

  /**
   * Takes back the mark that a killed recovery leaves. Chronicle marks the file's header as not
   * complete while it recovers, and then neither finds the header's checksum right nor anybody who
   * completes it, for which it waits a minute. The recovery begins anew in any case.
   */
  private void completeHeader() throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer word = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
      if (channel.read(word, HEADER_LENGTH_OFFSET) == Integer.BYTES && word.getInt(0) < 0) {
        word.putInt(0, word.getInt(0) & Integer.MAX_VALUE).rewind();
        channel.write(word, HEADER_LENGTH_OFFSET);
      }
    }
  }

  private void closeTierGaps() {
    try (ChronicleMap<byte[], byte[]> map = MapBuilder.open(file.toFile())) {
      int moved = TierGaps.close(map);
      if (moved > 0) {
        LOG.info("swarm file {}: {} tiers moved, so that the recovery sees them", file, moved);
      }
    } catch (IOException | RuntimeException | AssertionError e) {
      // A kill while the file grew, perhaps; the recovery knows about that, or refuses the file.
      LOG.warn("swarm file {}: can't be looked at before its recovery, {}", file, e.toString());
    }
  }

  /** Makes the file with the meta entry in it, complete before it has its name. */
  void create(Meta meta) {
    make(
        "made",
        made -> {
          try (ChronicleMap<byte[], byte[]> map = MapBuilder.create(meta, made.toFile())) {
            meta.write(MapBuilder.swarms(map));
          }
          Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  /** Copies all entries of an open map into a larger file that then takes its place. */
  void enlarge(ChronicleMap<byte[], byte[]> small, Meta meta) {
    make(
        "enlarged",
        made -> {
          try (ChronicleMap<byte[], byte[]> large = MapBuilder.create(meta, made.toFile())) {
            large.putAll(small);
            meta.write(MapBuilder.swarms(large));
          }
          // From here on the file is one or the other, and the large one need not be the longer
          // one.
          leastLengthBytes = Math.min(Files.size(file), Files.size(made));
          writeLength(leastLengthBytes);
          small.close();
          Files.move(
              made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  private interface Maker {
    void make(Path made) throws IOException;
  }

  /** Runs what makes another file, of which nothing is left if it fails. */
  private void make(String what, Maker maker) {
    Path made = beside(file, ".new");
    try {
      Files.deleteIfExists(made);
      try {
        maker.make(made);
      } finally {
        Files.deleteIfExists(made);
      }
    } catch (IOException | RuntimeException e) {
      throw new OptmemException(
          "swarm file " + file + ": can't be " + what + ", " + e.getMessage(), e);
    }
  }

  /** Lets go of the file after its map was closed: from here on it is a clean one. */
  void release() {
    try {
      Files.deleteIfExists(marker);
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets go of the file after it could not be opened: what it was, it still is. */
  void abandon() {
    try {
      if (!unclean) {
        Files.deleteIfExists(marker);
      }
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
