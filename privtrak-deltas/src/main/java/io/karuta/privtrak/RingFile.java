package io.karuta.privtrak;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A file of deltas, and beside it {@code <file>.lock}, which a tracker holds while it has the file
 * open. A new file is complete, on the disk and without holes before it has its name. Confined to
 * one thread.
 */
final class RingFile implements AutoCloseable {

  private static final int CHUNK_BYTES = 1 << 20;

  private final Path file;
  private final FileChannel lock;

  private RingFile(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Takes hold of a file, which need not exist.
   *
   * @throws DeltaRingException if another tracker has it, or the folder can't be written
   */
  static RingFile lock(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        channel.close();
        throw new DeltaRingException("delta file " + file + ": another tracker has it open");
      }
      Files.deleteIfExists(beside(file, ".new"));
      return new RingFile(file, channel);
    } catch (IOException e) {
      throw failed(file, "can't be opened", e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static DeltaRingException failed(Path file, String what, Exception e) {
    return new DeltaRingException("delta file " + file + ": " + what + ", " + e.getMessage(), e);
  }

  Path path() {
    return file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * What is wrong with the header or the length of the file; empty if nothing is.
   *
   * @throws DeltaRingException if the file can't be read
   */
  static Optional<String> defect(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Optional<String> defect = headerDefect(channel);
      if (defect.isPresent()) {
        return defect;
      }
      long expected = RingLayout.lengthBytes(slots(channel));
      return channel.size() == expected
          ? Optional.empty()
          : Optional.of(
              "is "
                  + (channel.size() < expected ? "cut off" : "too long")
                  + ": "
                  + channel.size()
                  + " bytes (expected: "
                  + expected
                  + ")");
    } catch (IOException e) {
      throw failed(file, "can't be read", e);
    }
  }

  private static MemorySegment header(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(RingLayout.HEADER_BYTES);
    channel.read(bytes, 0);
    return MemorySegment.ofArray(bytes.array());
  }

  private static long slots(FileChannel channel) throws IOException {
    return header(channel).get(ValueLayout.JAVA_LONG_UNALIGNED, RingLayout.SLOTS);
  }

  private static Optional<String> headerDefect(FileChannel channel) throws IOException {
    MemorySegment header = header(channel);
    ValueLayout.OfInt number = ValueLayout.JAVA_INT_UNALIGNED;
    ValueLayout.OfLong word = ValueLayout.JAVA_LONG_UNALIGNED;
    if (header.get(word, RingLayout.MAGIC_AT) != RingLayout.MAGIC) {
      return Optional.of("holds no deltas of this tracker");
    }
    int version = header.get(number, RingLayout.VERSION_AT);
    int slotBytes = header.get(number, RingLayout.SLOT_LENGTH_AT);
    if (version != RingLayout.VERSION || slotBytes != RingLayout.SLOT_BYTES) {
      return Optional.of(
          "layout "
              + version
              + " with slots of "
              + slotBytes
              + " bytes (expected: "
              + RingLayout.VERSION
              + " with "
              + RingLayout.SLOT_BYTES
              + ")");
    }
    return header.get(word, RingLayout.HEADER_CHECKSUM) == RingMemory.headerChecksum(header)
        ? Optional.empty()
        : Optional.of("its header is damaged");
  }

  /** Whether the header alone is right, so that slots can be read whatever the length is. */
  boolean hasHeader() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return headerDefect(channel).isEmpty();
    } catch (IOException e) {
      throw failed(file, "can't be read", e);
    }
  }

  /** How many slots the file holds to their end, at most as many as its header says. */
  int wholeSlots() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long whole = (channel.size() - RingLayout.HEADER_BYTES) / RingLayout.SLOT_BYTES;
      return (int) Math.clamp(whole, 0, slots(channel));
    } catch (IOException e) {
      throw failed(file, "can't be read", e);
    }
  }

  /** Gives a file whose header is right its length: adds empty slots, or cuts off the rest. */
  void repairLength() {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long length = RingLayout.lengthBytes(slots(channel));
      channel.truncate(length);
      fill(channel, channel.size(), length);
    } catch (IOException e) {
      throw failed(file, "can't be repaired", e);
    }
  }

  /** Moves the file to {@code <file>.refused}, where it is in nobody's way. */
  Path setAside() {
    Path aside = beside(file, ".refused");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return aside;
    } catch (IOException e) {
      throw failed(file, "can't be moved to " + aside, e);
    }
  }

  /** Maps a file without defect. */
  RingMemory map() {
    return map(
        file, FileChannel.MapMode.READ_WRITE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Maps a file without defect that another process may have open, for looking at it. */
  static RingMemory mapReadOnly(Path file) {
    return map(file, FileChannel.MapMode.READ_ONLY, StandardOpenOption.READ);
  }

  private static RingMemory map(
      Path file, FileChannel.MapMode mode, StandardOpenOption... options) {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, options)) {
      return new RingMemory(arena, channel.map(mode, 0, channel.size(), arena), RingWatch.NONE);
    } catch (IOException e) {
      arena.close();
      throw failed(file, "can't be mapped", e);
    }
  }

  /**
   * Makes a file, in the place of one that may be there.
   *
   * @param started the first sequence that will be written into it
   * @param filler puts into it what it is to hold from the beginning
   */
  void make(UUID ring, int slots, long started, Consumer<RingMemory> filler) {
    Path made = beside(file, ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              made,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        long length = RingLayout.lengthBytes(slots);
        fill(channel, 0, length);
        Arena arena = Arena.ofShared();
        MemorySegment bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, length, arena);
        RingMemory.format(bytes, ring, slots, started);
        try (RingMemory memory = new RingMemory(arena, bytes, RingWatch.NONE)) {
          filler.accept(memory);
          bytes.force();
        }
        channel.force(true);
      }
      Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      deleteQuietly(made, e);
      throw failed(file, "can't be made", e);
    }
  }

  private static void deleteQuietly(Path made, IOException cause) {
    try {
      Files.deleteIfExists(made);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Real zeros, since a hole in a file on a full disk kills the process that writes into it. */
  private static void fill(FileChannel channel, long from, long to) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
    long at = from;
    while (at < to) {
      zeros.clear().limit((int) Math.min(CHUNK_BYTES, to - at));
      at += channel.write(zeros, at);
    }
  }

  /** Lets go of the file; what is mapped stays so. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw failed(file, "can't be closed", e);
    }
  }
}
