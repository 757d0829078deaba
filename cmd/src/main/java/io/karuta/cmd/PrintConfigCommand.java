package io.karuta.cmd;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code karuta print-config}. */
@Command(
    name = "print-config",
    description = "Print the configuration in effect, defaults included and secrets masked.",
    mixinStandardHelpOptions = true)
final class PrintConfigCommand implements Callable<Integer> {

  @Mixin private ConfigArgument config = new ConfigArgument();

  /** Made by picocli. */
  PrintConfigCommand() {}

  @Override
  public Integer call() {
    LoadedConfig loaded = config.load();
    System.out.print(loaded.effective());
    return ExitCode.OK;
  }
}
