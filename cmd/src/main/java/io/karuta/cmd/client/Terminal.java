package io.karuta.cmd.client;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A terminal that shows whole screens and reads keys as they are hit. {@code stty} of the system
 * switches it; at the end, also by Ctrl-C, it is as it was, with what it showed before.
 */
final class Terminal implements AutoCloseable {

  private static final String ALTERNATE_SCREEN = "\033[?1049h\033[?25l\033[2J";
  private static final String USUAL_SCREEN = "\033[?25h\033[?1049l";
  private static final String HOME = "\033[H";
  private static final String CLEAR_LINE = "\033[K";
  private static final String CLEAR_BELOW = "\033[J";
  private static final File DEVICE = new File("/dev/tty");

  private final String before;
  private final BlockingQueue<Integer> keys = new LinkedBlockingQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread restore = new Thread(this::restore, "terminal-restore");

  private Terminal(String before) {
    this.before = before;
  }

  /** Switches the terminal; empty if there is none, or it can't be switched. */
  static Optional<Terminal> open() {
    if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
      return Optional.empty();
    }
    try {
      Terminal terminal = new Terminal(stty("-g"));
      Runtime.getRuntime().addShutdownHook(terminal.restore);
      stty("-icanon", "-echo", "min", "1", "time", "0");
      write(ALTERNATE_SCREEN);
      Thread.ofPlatform().daemon().name("terminal-keys").start(terminal::readKeys);
      return Optional.of(terminal);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String stty(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectInput(DEVICE).redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.US_ASCII).strip();
      if (process.waitFor() != 0) {
        throw new IOException("stty: " + text);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while stty ran", e);
    }
  }

  private void readKeys() {
    try {
      for (int key = System.in.read(); key >= 0; key = System.in.read()) {
        keys.add(key);
      }
    } catch (IOException _) {
      // Told by the next line, too: there are no more keys.
    }
    keys.add(-1);
  }

  /** Rows and columns now. */
  Size size() {
    try {
      String[] words = stty("size").split(" ", -1);
      int rows = Integer.parseInt(words[0]);
      int columns = Integer.parseInt(words[1]);
      return rows > 0 && columns > 0 ? new Size(rows, columns) : Size.USUAL;
    } catch (IOException | RuntimeException e) {
      return Size.USUAL;
    }
  }

  /** Shows these lines and nothing else. */
  void show(List<String> lines) {
    StringBuilder screen = new StringBuilder(HOME);
    for (int i = 0; i < lines.size(); i++) {
      screen.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append(CLEAR_LINE);
    }
    write(screen.append(CLEAR_BELOW).toString());
  }

  /** Waits for a key; empty if none was hit, -1 if there will be none. */
  Optional<Integer> key(long millis) throws InterruptedException {
    return Optional.ofNullable(keys.poll(millis, TimeUnit.MILLISECONDS));
  }

  private static void write(String text) {
    System.out.print(text);
    System.out.flush();
  }

  private void restore() {
    if (closed.getAndSet(true)) {
      return;
    }
    write(USUAL_SCREEN);
    try {
      stty(before);
    } catch (IOException e) {
      System.err.println("karuta: the terminal could not be reset, try 'stty sane': " + e);
    }
  }

  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(restore);
    } catch (IllegalStateException _) {
      // The process is ending; the hook has found that nothing is left to do.
    }
  }

  /** How much a terminal shows. */
  record Size(int rows, int columns) {
    static final Size USUAL = new Size(24, 80);
  }
}
