package io.karuta.cmd;

import io.karuta.admin.AdminConfig;
import io.karuta.admin.auth.AdminException;
import io.karuta.admin.auth.CredentialFile;
import io.karuta.admin.auth.FirstCredential;
import io.karuta.admin.auth.Scope;
import io.karuta.admin.auth.StoredCredential;
import io.karuta.cmd.client.ClientCommand;
import io.karuta.cmd.client.Table;
import io.karuta.cmd.client.Units;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code karuta credential}: who may use the admin API. Changes the file, which a running tracker
 * reads again when it changed.
 */
@Command(
    name = "credential",
    description = {
      "Who may use the admin API. A running tracker takes a change within a second.",
      "To be run on the tracker's machine, as the user that it runs as."
    },
    mixinStandardHelpOptions = true)
final class CredentialCommand implements Runnable {

  private static final String SCOPES = "read, torrents, users, clients, config";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  CredentialCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command, such as 'karuta credential list'");
  }

  @Command(
      name = "add",
      description = {
        "Make a credential. Its token goes to standard output, once: only its hash is kept.",
      },
      mixinStandardHelpOptions = true)
  int add(
      @Mixin ConfigArgument config,
      @Parameters(paramLabel = "NAME", description = "who will use it: a-z 0-9 . _ -") String name,
      @Option(
              names = "--scopes",
              required = true,
              split = ",",
              paramLabel = "SCOPE",
              description = "what for, with commas between: " + SCOPES)
          List<String> scopes,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              description = "when it ends: 48h, 90d, or 2026-12-24T00:00:00Z; never by default")
          @Nullable String expires) {
    long end = expires == null ? 0 : Units.instant(spec, "--expires", expires);
    String token;
    try {
      token = file(config).add(name, scopes(scopes), end);
    } catch (AdminException e) {
      return refused(e);
    }
    spec.commandLine().getErr().println("the token of " + name + ", which is not shown again:");
    spec.commandLine().getErr().flush();
    print(token);
    return ExitCode.OK;
  }

  private Set<Scope> scopes(List<String> texts) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String text : texts) {
      scopes.add(
          Scope.of(text.strip())
              .orElseThrow(() ->
                  ClientCommand.wrong(
                      spec, "--scopes: " + text + " (expected: some of " + SCOPES + ")")));
    }
    return scopes;
  }

  @Command(name = "list", description = "List the credentials.", mixinStandardHelpOptions = true)
  int list(@Mixin ConfigArgument config) {
    List<StoredCredential> credentials;
    try {
      credentials = file(config).read();
    } catch (AdminException e) {
      return refused(e);
    }
    Table table = new Table("NAME", "SCOPES", "EXPIRES (UTC)");
    for (StoredCredential credential : credentials) {
      table.row(
          credential.name(),
          Arrays.stream(Scope.values())
              .filter(credential.scopes()::contains)
              .map(Scope::text)
              .collect(Collectors.joining(",")),
          credential.expiresSecond() == 0 ? "never" : Units.time(credential.expiresSecond()));
    }
    table.lines().forEach(this::print);
    return ExitCode.OK;
  }

  @Command(
      name = "remove",
      description = "Remove a credential; it is refused within a second.",
      mixinStandardHelpOptions = true)
  int remove(
      @Mixin ConfigArgument config,
      @Parameters(paramLabel = "NAME", description = "as it was added") String name) {
    try {
      if (!file(config).remove(name)) {
        spec.commandLine().getErr().println("karuta: credential " + name + " is not there");
        return ExitCode.FAILED;
      }
    } catch (AdminException e) {
      return refused(e);
    }
    print(name + " is removed");
    return ExitCode.OK;
  }

  private CredentialFile file(ConfigArgument config) {
    AdminConfig admin = LocalAdmin.read(config.file());
    return FirstCredential.open(admin.credentialFile(), admin.credentialsFile());
  }

  private int refused(AdminException e) {
    spec.commandLine().getErr().println("karuta: " + e.getMessage());
    return ExitCode.FAILED;
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
