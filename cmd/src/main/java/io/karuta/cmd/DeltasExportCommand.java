package io.karuta.cmd;

import io.karuta.privtrak.DeltaFileView;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code karuta deltas export}. */
@Command(
    name = "export",
    description = {
      "Write the deltas that some handler lacks to standard output, one JSON object a line.",
      "Only reads, so the tracker may run."
    },
    mixinStandardHelpOptions = true)
final class DeltasExportCommand implements Callable<Integer> {

  @Mixin private ConfigArgument config = new ConfigArgument();

  @Option(
      names = "--all",
      description = "also those that were delivered, as far as the file still holds them")
  private boolean all;

  /** Made by picocli. */
  DeltasExportCommand() {}

  @Override
  public Integer call() throws IOException {
    try (DeltaFileView view = DeltaFileView.open(config.load().deltaFile())) {
      view.export(all, System.out);
    }
    return ExitCode.OK;
  }
}
