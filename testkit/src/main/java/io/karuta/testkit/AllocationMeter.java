package io.karuta.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what the calling thread allocates on the heap, exactly, as the JVM counts it. */
public final class AllocationMeter {

  private AllocationMeter() {}

  /**
   * Heap bytes per call in steady state: calls the action {@code calls} times to warm up, as often
   * again while measuring, and takes the least of five such measurements, since the JIT compiler
   * needs some calls before it stops boxing and copying.
   *
   * @param calls enough for compilation, 20,000 or more
   */
  public static double bytesPerCall(int calls, Runnable action) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < calls; i++) {
      action.run();
    }
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        action.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return (double) least / calls;
  }
}
