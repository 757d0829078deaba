package io.karuta.privtrak.handler;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of the handler {@code jsonl}, locked against a second writer. One call at a time. */
final class JsonlFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JsonlFolder.class);

  private final Path path;
  private final FileChannel lock;

  private JsonlFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder if it isn't there, and locks it.
   *
   * @throws IOException if it can't be written to, or somebody else has locked it
   */
  static JsonlFolder lock(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(
            path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException("another handler writes there");
    }
    return new JsonlFolder(path, channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // somebody else in this very process
    }
  }

  Path path() {
    return path;
  }

  /** All files, the oldest first. */
  List<JsonlFile> files() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.flatMap(entry -> JsonlFile.parse(entry).stream()).sorted().toList();
    }
  }

  /** Makes new names last. */
  void sync() throws IOException {
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Removes the oldest files but {@code most}; what can't be removed stays. */
  void keep(int most) {
    try {
      List<JsonlFile> files = files();
      for (JsonlFile file : files.subList(0, Math.max(0, files.size() - most))) {
        Files.deleteIfExists(file.path());
        LOG.info("removed {}: more than {} files", file.path(), most);
      }
    } catch (IOException e) {
      LOG.warn("old files of {} could not be removed", path, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("{} could not be unlocked", path, e);
    }
  }
}
