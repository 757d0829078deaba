package io.karuta.cmd;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code karuta deltas}, which has commands of its own. */
@Command(
    name = "deltas",
    description = "Look after the deltas that wait for delivery.",
    mixinStandardHelpOptions = true,
    subcommands = {DeltasStatusCommand.class, DeltasExportCommand.class, DeltasReplayCommand.class})
final class DeltasCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  DeltasCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command, such as 'karuta deltas status'");
  }
}
