package io.karuta.cmd;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code karuta version}. */
@Command(
    name = "version",
    description = "Print the tracker's version and the Java that runs it.",
    mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {

  /** Made by picocli. */
  VersionCommand() {}

  @Override
  public Integer call() {
    System.out.println(Version.text() + ", Java " + Runtime.version());
    return ExitCode.OK;
  }
}
