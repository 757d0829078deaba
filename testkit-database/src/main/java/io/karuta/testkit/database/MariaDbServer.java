package io.karuta.testkit.database;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real MariaDB server on the loopback address, with a user {@value #USER} who has a password and
 * may do everything, over TCP. Thread-safe. Stops at {@link #close()} or with the JVM.
 */
public final class MariaDbServer implements AutoCloseable {

  /** The user whom to connect as. */
  public static final String USER = "karuta";

  /** The password of {@link #USER}. */
  public static final String PASSWORD = "karuta-test";

  /** Nobody encrypts to it, and so it needn't look for a prime of 2048 bits at every start. */
  private static final String NO_TLS = "--skip-ssl";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final AtomicInteger schemas = new AtomicInteger();
  private final Process process;
  private final int port;
  private final Path folder;
  private final boolean deleteFolder;
  private final Thread stopAtExit = new Thread(this::stop, "mariadb-stop");

  private MariaDbServer(Process process, int port, Path folder, boolean deleteFolder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
    this.deleteFolder = deleteFolder;
  }

  /**
   * Starts a server on a free port in a temporary folder, which goes when the server stops.
   *
   * @throws IOException if it doesn't start; the message says why, with the end of its log
   */
  public static MariaDbServer start() throws IOException {
    return startWith(NO_TLS);
  }

  /**
   * The same with options of the server's own, such as {@code --ssl-cert=/some/file}; without any
   * for TLS it makes a key at every start, which takes from two to ten seconds.
   *
   * @throws IOException if it doesn't start; the message says why, with the end of its log
   */
  public static MariaDbServer startWith(String... options) throws IOException {
    return start(freePort(), Files.createTempDirectory("karuta-mariadb-"), true, options);
  }

  /**
   * Starts a server whose data stay in the given folder; a second start finds them again.
   *
   * @param port where to listen, on 127.0.0.1
   * @param folder made if it isn't there
   * @throws IOException if it doesn't start; the message says why, with the end of its log
   */
  public static MariaDbServer start(int port, Path folder) throws IOException {
    return start(port, Files.createDirectories(folder.toAbsolutePath()), false, NO_TLS);
  }

  private static MariaDbServer start(int port, Path folder, boolean deleteFolder, String... options)
      throws IOException {
    MariaDbBinaries binaries = MariaDbBinaries.find();
    Path data = folder.resolve("data");
    if (!Files.exists(data.resolve("mysql"))) {
      makeSystemTables(binaries, folder, Files.createDirectories(data));
    }
    // One statement per line: the server's init file knows no other form.
    Path initFile = folder.resolve("init.sql");
    Files.writeString(
        initFile,
        "create user if not exists '%1$s'@'%%' identified by '%2$s';\n".formatted(USER, PASSWORD)
            + "grant all on *.* to '%s'@'%%';\n".formatted(USER));
    List<String> command = command(binaries, data);
    command.add("--bind-address=127.0.0.1");
    command.add("--port=" + port);
    command.add("--socket=" + folder.resolve("socket"));
    command.add("--pid-file=" + folder.resolve("pid"));
    command.add("--init-file=" + initFile);
    command.add("--skip-name-resolve");
    command.add("--character-set-server=utf8mb4");
    command.addAll(List.of(options));
    Path log = folder.resolve("server.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    MariaDbServer server = new MariaDbServer(process, port, folder, deleteFolder);
    Runtime.getRuntime().addShutdownHook(server.stopAtExit);
    server.awaitAnswer(log);
    return server;
  }

  private static List<String> command(MariaDbBinaries binaries, Path data) {
    List<String> command = new ArrayList<>();
    command.add(binaries.server().toString());
    command.add("--no-defaults"); // whatever the machine's own server is told isn't for us
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root"); // it refuses to run as root unless told to
    }
    command.add("--datadir=" + data);
    command.add("--lc-messages-dir=" + binaries.messages());
    command.add("--innodb-log-file-size=16M");
    return command;
  }

  /** What {@code mariadb-install-db} does, without needing the script. */
  private static void makeSystemTables(MariaDbBinaries binaries, Path folder, Path data)
      throws IOException {
    List<String> command = command(binaries, data);
    command.add("--bootstrap");
    command.add("--enforce-storage-engine=");
    Path log = folder.resolve("install.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try (OutputStream statements = process.getOutputStream()) {
      // Root may only come from root's own processes, through the socket.
      statements.write(
          "create database mysql;\nuse mysql;\nset @auth_root_socket='root';\n"
              .getBytes(StandardCharsets.UTF_8));
      for (Path script : binaries.systemTables()) {
        Files.copy(script, statements);
      }
    } catch (IOException e) {
      throw new IOException("MariaDB can't make its tables: " + tail(log), e);
    }
    if (!waitFor(process, START_TIMEOUT) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("MariaDB can't make its tables: " + tail(log));
    }
  }

  private void awaitAnswer(Path log) throws IOException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      try (Connection _ = connect()) {
        return;
      } catch (SQLException e) {
        boolean late = System.nanoTime() > deadline;
        if (late || waitFor(process, Duration.ofMillis(50))) {
          close();
          String what = late ? "doesn't answer on port " : "ended before it listened on port ";
          throw new IOException("MariaDB " + what + port + ": " + tail(log), e);
        }
      }
    }
  }

  private Connection connect() throws SQLException {
    // The timeout is for a port on which something else listens and says nothing.
    return DriverManager.getConnection(
        url("") + "?sslMode=disable&connectTimeout=2000", USER, PASSWORD);
  }

  /** Port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The server's process, for a look at what it uses. */
  public long processId() {
    return process.pid();
  }

  /** JDBC URL of a schema, without user, password and SSL mode, which is {@code disable}. */
  public String url(String schema) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema;
  }

  /**
   * Makes an empty schema with a name of its own.
   *
   * @return the name
   */
  public String createSchema() {
    String name = "test_" + schemas.incrementAndGet();
    createSchema(name);
    return name;
  }

  /** Makes a schema unless it is there. */
  public void createSchema(String name) {
    execute("create database if not exists " + name);
  }

  /** Drops a schema. */
  public void dropSchema(String name) {
    execute("drop database " + name);
  }

  private void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("MariaDB on port " + port + ": " + sql, e);
    }
  }

  /**
   * Ends the server with SIGKILL, as a crash would, and waits for it. Its data stay as they are.
   */
  public void kill() {
    process.destroyForcibly();
    if (!waitFor(process, STOP_TIMEOUT)) {
      throw new IllegalStateException("MariaDB on port " + port + " survives SIGKILL");
    }
    Runtime.getRuntime().removeShutdownHook(stopAtExit);
  }

  /** Stops the server as an administrator would, and waits for it. Again does nothing. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException e) {
      return; // the JVM is going down, and the hook is at it
    }
    stop();
  }

  private void stop() {
    process.destroy();
    if (!waitFor(process, STOP_TIMEOUT)) {
      process.destroyForcibly();
    }
    if (deleteFolder && Files.exists(folder)) {
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("MariaDB's folder can't be deleted", e);
      }
    }
  }

  private static boolean waitFor(Process process, Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }
}
