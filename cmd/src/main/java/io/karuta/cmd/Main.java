package io.karuta.cmd;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's entry point. */
@Command(
    name = "karuta",
    description = "A private BitTorrent tracker.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      PrintConfigCommand.class,
      StoreCommand.class,
      DeltasCommand.class,
      WarmupCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the command did what it was asked",
      "1:the tracker could not start, or not go on",
      "2:the command line is wrong",
      "3:the command did what it was asked, but for rows that it refused and named",
      "78:the configuration is wrong; nothing was started"
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by {@link #main} and by tests of the command line. */
  Main() {}

  /**
   * Runs one command and exits, see {@link ExitCode}.
   *
   * @param arguments the command line as the shell split it
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command; what {@link #main} does before it exits. */
  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((exception, commandLine, _) -> {
          if (exception instanceof WrongConfigException wrong) {
            wrong.tell(commandLine.getErr());
            return ExitCode.WRONG_CONFIG;
          }
          StartFailure.tell(exception, commandLine.getErr());
          return ExitCode.FAILED;
        })
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command, such as 'karuta serve'");
  }
}
