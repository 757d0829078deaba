package io.karuta.cmd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The tracker as a process of its own, with the flags that the launcher gives it. Its home is a
 * folder of the test.
 */
public final class TrackerProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 180;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();
  private final Path log;

  private TrackerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    Thread.ofPlatform().daemon().start(this::read);
  }

  /** Starts {@code karuta ARGUMENTS}. */
  public static TrackerProcess start(Path home, String... arguments) throws IOException {
    return start(home, List.of(), arguments);
  }

  /** Starts {@code karuta ARGUMENTS} with more flags for the JVM. */
  public static TrackerProcess start(Path home, List<String> flags, String... arguments)
      throws IOException {
    return start(home, flags, Map.of(), arguments);
  }

  /** The same with variables in its environment. */
  static TrackerProcess start(
      Path home, List<String> flags, Map<String, String> variables, String... arguments)
      throws IOException {
    return start(home, hangupAsUsual(), SharedClasses.flags(), flags, variables, arguments);
  }

  /** The same by another program, such as {@code nohup}. */
  static TrackerProcess startBy(Path home, List<String> program, String... arguments)
      throws IOException {
    return start(home, program, SharedClasses.flags(), List.of(), Map.of(), arguments);
  }

  /** The same with its classes from where these flags say. */
  static TrackerProcess startWith(Path home, List<String> classes, String... arguments)
      throws IOException {
    return start(home, hangupAsUsual(), classes, List.of(), Map.of(), arguments);
  }

  /** What a JVM is started by so that SIGHUP means something, if these tests run under nohup. */
  private static List<String> hangupAsUsual() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return List.of();
    }
    boolean ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0);
    return ignored ? List.of("env", "--default-signal=HUP") : List.of();
  }

  private static TrackerProcess start(
      Path home,
      List<String> program,
      List<String> classes,
      List<String> flags,
      Map<String, String> variables,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(program);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Repository.root().resolve("conf/jvm.options"));
    command.add("-Xmx512m");
    if (!arguments[0].equals("serve")) {
      command.add("-XX:TieredStopAtLevel=1"); // it is over before C2 would be of use
    }
    command.addAll(flags);
    command.add("-Dkaruta.home=" + home);
    command.add("-Duser.home=" + home);
    command.addAll(classes);
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(home, "tracker", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put(ReloadSignals.SUSPENDS_BY, "40"); // as the launcher does
    builder.environment().putAll(variables);
    return new TrackerProcess(builder.start(), log);
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException e) {
      lines.add("standard output broke: " + e);
    }
  }

  /**
   * Waits for a line of standard output.
   *
   * @return the first line that contains {@code text}
   */
  public String awaitLine(String text) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      String line = lines.poll(100, TimeUnit.MILLISECONDS);
      if (line != null) {
        seen.add(line);
        if (line.contains(text)) {
          return line;
        }
      } else if (!process.isAlive() && lines.isEmpty()) {
        break;
      }
    }
    throw new AssertionError(
        "no line with '" + text + "' in " + seen + "; log:\n" + Files.readString(log));
  }

  /** What the process wrote to standard error so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Sends SIGTERM, as a service manager does. */
  public void terminate() {
    process.toHandle().destroy(); // that of the process itself would close its output, too
  }

  /** Sends a signal by its name, such as {@code HUP}. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill -" + name + " failed");
    }
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /** Sends SIGKILL. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Whether the process ends in time. */
  public boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for the end of the process; its exit status. */
  public int awaitExit() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running; log:\n" + log());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }
}
