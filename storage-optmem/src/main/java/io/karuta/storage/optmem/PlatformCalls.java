package io.karuta.storage.optmem;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Runs calls that come from virtual threads on platform threads.
 *
 * <p>Chronicle keeps a context of several kilobytes for each thread that ever touched a map: for a
 * virtual thread, which serves one announce, it would be made anew every time. And its segment
 * locks spin, which would keep a carrier thread busy. A virtual thread has waited for I/O already,
 * so handing the call over costs it little. Thread-safe.
 */
final class PlatformCalls {

  private static final int THREADS = 2;

  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("swarm-store-", 0).factory());

  /** Makes the call on this thread if that is a platform thread, else on another one. */
  <T> T call(Supplier<T> call) {
    return Thread.currentThread().isVirtual() ? handOver(call) : call.get();
  }

  /** Makes the call on a platform thread and waits for it. */
  void run(Runnable call) {
    handOver(() -> {
      call.run();
      return true;
    });
  }

  private <T> T handOver(Supplier<T> call) {
    try {
      return CompletableFuture.supplyAsync(call, executor).join();
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("swarm store is closed", e);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  void close() {
    executor.shutdown();
  }
}
