package io.karuta.cmd;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code karuta store}, which has commands of its own. */
@Command(
    name = "store",
    description = "Look after the swarm store.",
    mixinStandardHelpOptions = true,
    subcommands = {StoreVerifyCommand.class, StorePlanCommand.class})
final class StoreCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  StoreCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command, such as 'karuta store verify'");
  }
}
