package io.karuta.bench.load;

import io.karuta.bench.workload.Workload;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What can be said on the command line of {@code bench/load/run}. */
final class LoadSettings {

  @Option(
      names = "--home",
      required = true,
      description = "the checkout: its launcher starts the tracker")
  Path home = Path.of("");

  @Option(names = "--seed", description = "of users, torrents and peers")
  long seed = Workload.SEED;

  @Option(names = "--users", description = "registered users")
  int users = 5_000;

  @Option(names = "--torrents", description = "registered torrents")
  int torrents = 20_000;

  @Option(names = "--peers", description = "peers that announce in turn")
  int peers = 100_000;

  @Option(names = "--connections", description = "kept-alive connections")
  int connections = 64;

  @Option(names = "--rounds", description = "measured runs of each server, alternating")
  int rounds = 3;

  @Option(names = "--seconds", description = "length of a measured run")
  int seconds = 10;

  @Option(names = "--warm-up-seconds", description = "length of each server's first run")
  int warmUpSeconds = 12;

  @Option(
      names = "--port",
      description = "the tracker's; the bare server and the admin API take the next two")
  int port = 26_969;

  @Option(
      names = "--mariadb",
      description = "with a MariaDB server of its own instead of the embedded database")
  boolean mariaDb;

  @Option(names = "--java-options", description = "more flags for both servers' JVMs")
  String javaOptions = "-Xms1g -Xmx1g";

  LoadSettings() {}
}
