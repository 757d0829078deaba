package io.karuta.cmd;

import io.karuta.cmd.client.ClientCommand;
import java.util.Map;
import java.util.Objects;
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
      ClientCommand.class,
      CredentialCommand.class,
      GenkeyCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the command did what it was asked",
      "1:the tracker could not start, or not go on",
      "2:the command line is wrong",
      "3, 4:see the help of 'karuta client' and 'karuta warmup'",
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
    return commandLine(System.getenv()).execute(arguments);
  }

  /**
   * The command line, ready to be executed.
   *
   * @param environment the process's variables
   */
  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine line = new CommandLine(new Main(), new CommandFactory(environment));
    ClientCommand.allowHyphens(Objects.requireNonNull(line.getSubcommands().get("client")));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setUsageHelpLongOptionsMaxWidth(32)
        .setExecutionExceptionHandler((exception, commandLine, _) -> {
          if (exception instanceof WrongConfigException wrong) {
            wrong.tell(commandLine.getErr());
            return ExitCode.WRONG_CONFIG;
          }
          StartFailure.tell(exception, commandLine.getErr());
          return ExitCode.FAILED;
        });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command, such as 'karuta serve'");
  }
}
