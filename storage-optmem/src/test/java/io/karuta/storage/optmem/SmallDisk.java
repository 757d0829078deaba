package io.karuta.storage.optmem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A disk of a few megabytes in memory, where the machine lets us mount one. */
final class SmallDisk {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one on an empty folder, or skips the test. */
  static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
    String options = "size=" + megabytes + "m";
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()),
        "no disk can be mounted here");
    return new SmallDisk(folder);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false;
    }
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  Path folder() {
    return folder;
  }

  /** Takes all room that is left, until {@link #makeRoom}. */
  void fillUp() throws IOException {
    try (FileChannel channel =
        FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(4096);
      while (Files.getFileStore(folder).getUnallocatedSpace() > 0) {
        bytes.clear();
        if (channel.write(bytes) == 0) {
          return;
        }
      }
    }
  }

  void makeRoom() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  void unmount() throws IOException, InterruptedException {
    // Lazily: what is still mapped goes with the last map.
    if (!run("umount", "-l", folder.toString())) {
      throw new IOException("can't unmount " + folder);
    }
  }
}
