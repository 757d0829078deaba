package io.karuta.cmd.systemd;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A service manager's end: a real datagram socket of the Unix domain, read by a thread. */
public final class DatagramReceiver implements AutoCloseable {

  private static final int MAX_BYTES = 4096;

  private final MethodHandle receive =
      function(
          "recv",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private final MethodHandle shutdown =
      function(
          "shutdown",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private final MethodHandle close =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final int socket;
  private final Thread reader = Thread.ofPlatform().daemon().unstarted(this::read);

  /** Listens at a path, or at {@code @} and a name. */
  public DatagramReceiver(String address) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      FunctionDescriptor three =
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT);
      socket = (int) function("socket", three).invokeExact(1, 2, 0);
      byte[] path = address.replace('@', '\0').getBytes(StandardCharsets.UTF_8);
      MemorySegment name = arena.allocate(110, 2);
      name.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(path, 0, name, ValueLayout.JAVA_BYTE, 2, path.length);
      int bound =
          (int)
              function(
                      "bind",
                      FunctionDescriptor.of(
                          ValueLayout.JAVA_INT,
                          ValueLayout.JAVA_INT,
                          ValueLayout.ADDRESS,
                          ValueLayout.JAVA_INT))
                  .invokeExact(socket, name, 2 + path.length);
      if (socket < 0 || bound < 0) {
        throw new IOException("can't listen at " + address);
      }
    }
    reader.start();
  }

  @SuppressWarnings("restricted") // as for what it tests
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }

  private void read() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(MAX_BYTES);
      while (true) {
        long length = (long) receive.invokeExact(socket, buffer, (long) MAX_BYTES, 0);
        if (length <= 0) {
          return;
        }
        byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        messages.add(new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (Throwable e) {
      messages.add("broken: " + e);
    }
  }

  /** The next message; an error if none comes within three minutes. */
  public String next() throws InterruptedException {
    String message = messages.poll(180, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message");
    }
    return message;
  }

  /**
   * The next message that contains a text; those before it are skipped. An error if none comes
   * within three minutes, whatever else does.
   */
  public String next(String text) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    String message = next();
    while (!message.contains(text)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no message with " + text + ", the last was " + message);
      }
      message = next();
    }
    return message;
  }

  @Override
  public void close() throws IOException {
    try {
      int _ = (int) shutdown.invokeExact(socket, 2);
      reader.join();
      int _ = (int) close.invokeExact(socket);
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }
}
