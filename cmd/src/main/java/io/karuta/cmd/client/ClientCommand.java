package io.karuta.cmd.client;

import io.karuta.client.KarutaClient;
import io.karuta.client.KarutaException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code karuta client}, which has commands of its own; all take the options of this one. */
@Command(
    name = "client",
    description = {
      "Talk to a running tracker through its admin API.",
      "Without options: to the one that this machine's configuration file is of."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      PingCommand.class,
      TorrentCommand.class,
      UserCommand.class,
      WhitelistCommand.class,
      TokenCommand.class,
      CountsCommand.class,
      PeersCommand.class,
      TraceCommand.class,
      ConfigCommand.class,
      TopCommand.class
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  KARUTA_ADMIN_URL          where the admin API is, such as https://127.0.0.1:6970",
      "  KARUTA_ADMIN_CERTIFICATE  file with the certificates to trust (PEM)",
      "  KARUTA_CREDENTIAL_FILE    file with the credential",
      "  KARUTA_CREDENTIAL         the credential itself",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was done",
      "1:the tracker can't be reached, failed, or is not ready",
      "2:the command line is wrong",
      "3:the tracker refused it, or it is not there",
      "4:the credential is missing, wrong, or not allowed to do this",
      "78:the configuration is wrong"
    })
public final class ClientCommand implements Runnable {

  private final Function<Optional<Path>, AdminPlace> configured;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "print what the API answers, as JSON")
  private boolean json;

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "where the admin API is, instead of what the configuration says")
  private @Nullable String url; // null unless the option is there

  @Option(
      names = "--certificate",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "certificates to trust, as PEM")
  private @Nullable Path certificate; // null unless the option is there

  @Option(
      names = "--credential-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "file with the credential")
  private @Nullable Path credentialFile; // null unless the option is there

  @Option(
      names = "--config", // no -c: it would be the begin of some client's prefix
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "configuration file; conf/karuta.conf beside the launcher by default")
  private @Nullable Path config; // null unless the option is there

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "how long an answer may take; ${DEFAULT-VALUE} by default")
  private String timeout = "30s";

  /**
   * The commands.
   *
   * @param configured where the admin API is by a configuration file, or by the usual one
   * @param environment the process's variables
   */
  public ClientCommand(
      Function<Optional<Path>, AdminPlace> configured, Map<String, String> environment) {
    this.configured = configured;
    this.environment = environment;
  }

  /**
   * Lets the parameters of some commands begin with a hyphen, as the prefixes of clients do.
   *
   * @param client the command line of this command
   */
  public static void allowHyphens(CommandLine client) {
    CommandLine whitelist = Objects.requireNonNull(client.getSubcommands().get("whitelist"));
    whitelist.setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command, such as 'karuta client ping'");
  }

  /** Connects, does it, and tells what went wrong; the exit code. */
  static int run(CommandSpec spec, Use use) {
    ClientCommand client = above(spec);
    Output out = new Output(client.spec.commandLine().getOut(), client.json);
    try (KarutaClient tracker = KarutaClient.of(client.connection(spec).toConfig())) {
      return use.of(tracker, out);
    } catch (NoConnectionException e) {
      spec.commandLine().getErr().println("karuta: " + e.getMessage());
      return e.exit();
    } catch (KarutaException e) {
      Refusal.tell(e, innermost(spec));
      return ClientExit.of(e);
    } finally {
      out.flush();
    }
  }

  /**
   * What to throw if a command's arguments are wrong.
   *
   * @param spec the command's, or that of the command that it belongs to
   */
  public static ParameterException wrong(CommandSpec spec, String message) {
    return new ParameterException(innermost(spec), message);
  }

  /** The command that was called, which is a method where the spec is of its class. */
  private static CommandLine innermost(CommandSpec spec) {
    CommandLine command = spec.commandLine();
    ParseResult parsed = command.getParseResult();
    while (parsed != null && parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
      command = parsed.commandSpec().commandLine();
    }
    return command;
  }

  /** Tells that something is not there; the exit code. */
  static int absent(CommandSpec spec, String what) {
    spec.commandLine().getErr().println("karuta: " + what + " is not there");
    return ClientExit.REFUSED;
  }

  private Connection connection(CommandSpec command) {
    return new Connection(
        command,
        Optional.ofNullable(url),
        Optional.ofNullable(certificate),
        Optional.ofNullable(credentialFile),
        Optional.ofNullable(config),
        Units.duration(command, "--timeout", timeout),
        environment,
        configured);
  }

  private static ClientCommand above(CommandSpec spec) {
    if (spec.userObject() instanceof ClientCommand client) {
      return client;
    }
    return above(spec.parent());
  }
}
