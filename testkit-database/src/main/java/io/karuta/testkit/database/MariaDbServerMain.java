package io.karuta.testkit.database;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs a MariaDB server for scripts: {@code java -cp ... MariaDbServerMain <port> <folder>
 * [<schema>]}. Makes the schema if it is missing, prints {@code ready <url> <user> <password>} once
 * it answers, and stops it when standard input ends or at SIGTERM. The data stay in the folder.
 */
public final class MariaDbServerMain {

  private MariaDbServerMain() {}

  /** Runs until standard input ends. */
  public static void main(String... arguments) throws IOException {
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println("usage: MariaDbServerMain <port> <folder> [<schema>]");
      System.exit(64);
    }
    String schema = arguments.length == 3 ? arguments[2] : "karuta";
    try (MariaDbServer server =
        MariaDbServer.start(Integer.parseInt(arguments[0]), Path.of(arguments[1]))) {
      server.createSchema(schema);
      System.out.printf(
          "ready %s %s %s%n", server.url(schema), MariaDbServer.USER, MariaDbServer.PASSWORD);
      while (System.in.read() >= 0) {
        // what is said doesn't matter, only that somebody still could
      }
    }
  }
}
