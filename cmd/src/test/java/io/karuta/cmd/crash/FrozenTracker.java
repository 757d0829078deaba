package io.karuta.cmd.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds a moment to kill the tracker at: one in which a delta is written down and the swarm store
 * has not yet stored the change. A random moment is hardly ever such a one, so the process is
 * stopped (SIGSTOP) again and again and its ring looked at, which lies in a file that is mapped
 * into its memory. Confined to one thread.
 */
final class FrozenTracker {

  /** Attempts; each takes some milliseconds. */
  private static final int ATTEMPTS = 300;

  // As the class comment of the ring's layout has it.
  private static final int HEADER_BYTES = 4096;
  private static final int SLOT_BYTES = 320;
  private static final int STORED = 16;

  private final long pid;
  private final Path ring;

  FrozenTracker(long pid, Path ring) {
    this.pid = pid;
    this.ring = ring;
  }

  /**
   * Stops the process in such a moment, or gives up and lets it run.
   *
   * @return whether it is stopped now
   */
  boolean caught() throws IOException, InterruptedException {
    for (int i = 0; i < ATTEMPTS; i++) {
      signal("-STOP");
      if (hasUnstored(Files.readAllBytes(ring))) {
        return true;
      }
      signal("-CONT");
    }
    return false;
  }

  private static boolean hasUnstored(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.nativeOrder());
    for (int slot = HEADER_BYTES; slot + SLOT_BYTES <= file.length; slot += SLOT_BYTES) {
      if (bytes.getLong(slot) > 0 && bytes.getInt(slot + STORED) == 0) {
        return true;
      }
    }
    return false;
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(pid)).start().waitFor();
  }
}
