package io.karuta.cmd.systemd;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * A datagram socket of the Unix domain to send by, which the JDK lacks: straight through to the C
 * library of Linux. Thread-safe. Open for as long as the process.
 *
 * <p>The address, {@code struct sockaddr_un} of unix(7):
 *
 * <pre>
 *   0        2                        110
 *   | family | path, or 0 and a name  |
 * </pre>
 */
final class NotifySocket {

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int PATH_OFFSET_BYTES = 2;
  private static final int MAX_PATH_BYTES = 108;

  private final Linker linker = Linker.nativeLinker();
  private final StructLayout callState = Linker.Option.captureStateLayout();
  private final VarHandle errno =
      callState.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private final MethodHandle sendTo =
      function(
          "sendto",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private final byte[] path;
  private final int descriptor;

  /**
   * Opens a socket; nobody need listen yet.
   *
   * @param address a path, or {@code @} and a name of the abstract namespace; 1 to 107 bytes
   * @throws IOException if there is no such socket on this system
   */
  NotifySocket(String address) throws IOException {
    path = address.getBytes(StandardCharsets.UTF_8);
    if (path.length == 0 || path.length >= MAX_PATH_BYTES || "/@".indexOf(path[0]) < 0) {
      throw new IOException(
          "NOTIFY_SOCKET: " + address + " (expected: a path, or @ and a name, up to 107 bytes)");
    }
    if (path[0] == '@') {
      path[0] = 0;
    }
    MethodHandle socket =
        function(
            "socket",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(callState);
      descriptor = (int) socket.invokeExact(state, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (descriptor < 0) {
        throw failure("socket", state);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("socket: a C function throws nothing", e);
    }
  }

  @SuppressWarnings("restricted") // --enable-native-access stands in conf/jvm.options
  private MethodHandle function(String name, FunctionDescriptor descriptor) {
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        descriptor,
        Linker.Option.captureCallState("errno"));
  }

  private IOException failure(String call, MemorySegment state) {
    return new IOException(call + ": errno " + (int) errno.get(state, 0L));
  }

  /**
   * Sends one datagram.
   *
   * @throws IOException if nobody listens, or doesn't read what is there
   */
  void send(String message) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(callState);
      MemorySegment bytes =
          arena.allocateFrom(ValueLayout.JAVA_BYTE, message.getBytes(StandardCharsets.UTF_8));
      MemorySegment address = arena.allocate(PATH_OFFSET_BYTES + MAX_PATH_BYTES, 2);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, PATH_OFFSET_BYTES, path.length);
      long sent =
          (long)
              sendTo.invokeExact(
                  state,
                  descriptor,
                  bytes,
                  bytes.byteSize(),
                  MSG_NOSIGNAL,
                  address,
                  PATH_OFFSET_BYTES + path.length);
      if (sent < 0) {
        throw failure("sendto", state);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("sendto: a C function throws nothing", e);
    }
  }
}
