package io.karuta.cmd.client;

import io.karuta.client.Page;
import io.karuta.client.TracedAnnounce;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code karuta client trace}: why a user's announces are refused. */
@Command(
    name = "trace",
    description = "Why a user's announces are refused: note the last ones for a while.",
    mixinStandardHelpOptions = true)
final class TraceCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  TraceCommand() {}

  @Override
  public void run() {
    throw ClientCommand.wrong(spec, "name a command, such as 'karuta client trace start USER_ID'");
  }

  @Command(
      name = "start",
      description = "Note what becomes of a user's announces from now on.",
      mixinStandardHelpOptions = true)
  int start(
      @Parameters(paramLabel = "USER_ID", description = "the site's number") long userId,
      @Option(
              names = "--announces",
              paramLabel = "N",
              defaultValue = "20",
              description = "how many of the last ones are kept; ${DEFAULT-VALUE} by default")
          int announces,
      @Option(
              names = "--for",
              paramLabel = "TIME",
              defaultValue = "1h",
              description = "when it ends and is forgotten; ${DEFAULT-VALUE} by default")
          String time) {
    Duration duration = Units.duration(spec, "--for", time);
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          tracker.users().trace(userId, announces, duration);
          out.done(
              "traced",
              "user " + userId + " is traced; look with: karuta client trace show " + userId);
          return ClientExit.OK;
        });
  }

  @Command(
      name = "show",
      description = "Show what was noted, the latest first.",
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "USER_ID", description = "the site's number") long userId) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Optional<List<TracedAnnounce>> traced = tracker.users().traced(userId);
          if (traced.isEmpty()) {
            return ClientCommand.absent(spec, "a trace of user " + userId);
          }
          out.print(new Page<>(traced.get(), null), () -> table(traced.get()));
          return ClientExit.OK;
        });
  }

  private static Table table(List<TracedAnnounce> announces) {
    Table table =
        new Table(
            "TIME (UTC)",
            "INFO HASH",
            "EVENT",
            "ADDRESS",
            "CLIENT",
            ">LEFT",
            ">PEERS",
            ">MICROS",
            "OUTCOME",
            "MESSAGE");
    for (TracedAnnounce announce : announces) {
      table.row(
          Units.time(announce.second()),
          announce.infoHash(),
          announce.event(),
          announce.address(),
          announce.peerId(),
          Units.bytes(announce.left()),
          announce.peers(),
          announce.micros(),
          announce.outcome() + (announce.hook().isEmpty() ? "" : " by " + announce.hook()),
          announce.message());
    }
    return table;
  }

  @Command(
      name = "stop",
      description = "End a trace and forget what it noted.",
      mixinStandardHelpOptions = true)
  int stop(@Parameters(paramLabel = "USER_ID", description = "the site's number") long userId) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          if (!tracker.users().endTrace(userId)) {
            return ClientCommand.absent(spec, "a trace of user " + userId);
          }
          out.done("stopped", "user " + userId + " is traced no more");
          return ClientExit.OK;
        });
  }
}
