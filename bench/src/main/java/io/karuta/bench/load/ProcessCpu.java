package io.karuta.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads what a process has used of the CPU so far, user and system time, all its threads.
 * Thread-safe.
 */
public final class ProcessCpu {

  /** {@code USER_HZ}: what the kernel counts in {@code /proc}, the same on all its platforms. */
  private static final long MICROS_PER_TICK = 10_000;

  private ProcessCpu() {}

  /**
   * Microseconds of CPU, in steps of 10,000.
   *
   * @throws IOException if there is no such process
   */
  public static long usedMicros(long processId) throws IOException {
    return usedMicros(Files.readString(Path.of("/proc/" + processId + "/stat")));
  }

  /**
   * The same from the text of {@code /proc/<pid>/stat}: fields 14 and 15, counted from the last
   * parenthesis on because the name in field 2 may hold anything (proc_pid_stat(5)).
   */
  static long usedMicros(String stat) {
    String[] fromState = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fromState[11]) + Long.parseLong(fromState[12])) * MICROS_PER_TICK;
  }
}
