package io.karuta.cmd.crash;

import io.karuta.database.DatabaseConfig;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.database.MariaDbServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A MariaDB server that is killed now and then, and the cutter between it and the tracker. Confined
 * to one thread, but for {@link #kill()}.
 */
final class DatabaseServer implements AutoCloseable {

  private static final String SCHEMA = "karuta";

  private final Path folder;
  private final CommitCutter cutter;
  private volatile MariaDbServer server;

  private DatabaseServer(Path folder, MariaDbServer server, CommitCutter cutter) {
    this.folder = folder;
    this.server = server;
    this.cutter = cutter;
  }

  /** Starts it with its data in a folder and an empty schema. */
  static DatabaseServer start(Path folder) throws IOException {
    MariaDbServer server = MariaDbServer.start(Ports.free(), folder);
    server.createSchema(SCHEMA);
    return new DatabaseServer(folder, server, CommitCutter.open(server.port()));
  }

  /** How to connect past the cutter. */
  DatabaseConfig config() {
    return DatabaseConfig.read(
        FakeOptions.of(Map.of("url", server.url(SCHEMA), "password", MariaDbServer.PASSWORD)));
  }

  /** The same through the cutter, as the tracker's configuration says it. */
  String settings() {
    return """
    url = "jdbc:mariadb://127.0.0.1:%d/%s", password = "%s"
    connect-timeout = 2 seconds, answer-timeout = 10 seconds
    """
        .formatted(cutter.port(), SCHEMA, MariaDbServer.PASSWORD);
  }

  CommitCutter cutter() {
    return cutter;
  }

  /** SIGKILL. */
  void kill() {
    server.kill();
  }

  /** Starts it once more where it was. */
  void startAgain() throws IOException {
    server = MariaDbServer.start(server.port(), folder);
  }

  @Override
  public void close() throws IOException {
    cutter.close();
    server.close();
  }
}
