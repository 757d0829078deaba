package io.karuta.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under load, in a process of its own. Confined to one thread. */
final class ServerProcess implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);
  private static final long IDLE_MICROS_PER_SECOND = 50_000;

  private final String name;
  private final int port;
  private final Path log;
  private final Process process;

  private ServerProcess(String name, int port, Path log, Process process) {
    this.name = name;
    this.port = port;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a server and waits until it takes connections.
   *
   * @param log where its output goes
   * @throws IOException if it doesn't; the message holds its output
   */
  static ServerProcess start(
      String name, int port, Path log, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    ServerProcess server = new ServerProcess(name, port, log, builder.start());
    try {
      server.awaitConnections();
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void awaitConnections() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!takesConnections()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new IOException(
            name + " doesn't start:\n" + Files.readString(log, StandardCharsets.UTF_8));
      }
    }
  }

  private boolean takesConnections() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  long cpuMicros() throws IOException {
    return ProcessCpu.usedMicros(process.pid());
  }

  /** Waits until the server uses less than 5 % of a core, or until the time is over. */
  void awaitIdle(Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long before;
    do {
      before = cpuMicros();
      TimeUnit.SECONDS.sleep(1);
    } while (cpuMicros() - before > IDLE_MICROS_PER_SECOND && System.nanoTime() < deadline);
  }

  /** Ends the server as an operator would, and by force if that doesn't help. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_PATIENCE)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
