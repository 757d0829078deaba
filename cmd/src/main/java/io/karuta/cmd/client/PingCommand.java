package io.karuta.cmd.client;

import io.karuta.client.Health;
import io.karuta.client.Stats;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code karuta client ping}. */
@Command(
    name = "ping",
    description = "Tell whether the tracker is there and ready, and knows the credential.",
    mixinStandardHelpOptions = true)
final class PingCommand implements Callable<Integer> {

  /** What {@code --json} prints. */
  private record Answer(long micros, Health health, Stats stats) {}

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  PingCommand() {}

  @Override
  public Integer call() {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          tracker.health(); // connects, which the time below is not about
          long start = System.nanoTime();
          Stats stats = tracker.stats();
          long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
          Health health = tracker.health();
          out.print(new Answer(micros, health, stats), () -> table(micros, health, stats));
          return health.ready() ? ClientExit.OK : ClientExit.FAILED;
        });
  }

  private static Table table(long micros, Health health, Stats stats) {
    Table table = Table.ofFacts();
    table.row("answer", "in " + micros / 1000 + "." + micros / 100 % 10 + " ms");
    table.row("up for", Units.seconds(stats.uptime()));
    table.row("users", Units.count(stats.users()));
    table.row("torrents", Units.count(stats.torrents()));
    table.row("ready", health.ready() ? "yes" : "no");
    for (Health.Part part : health.parts()) {
      table.row("  " + part.name(), (part.ready() ? "ok" : "NOT READY") + ", " + part.detail());
    }
    return table;
  }
}
