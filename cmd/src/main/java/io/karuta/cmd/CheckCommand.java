package io.karuta.cmd;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code karuta check}. */
@Command(
    name = "check",
    description = "Tell everything that is wrong with a configuration, and start nothing.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Mixin private ConfigArgument config = new ConfigArgument();

  /** Made by picocli. */
  CheckCommand() {}

  @Override
  public Integer call() {
    config.load();
    System.out.println(config.file() + ": right");
    return ExitCode.OK;
  }
}
