package io.karuta.cmd;

import io.karuta.admin.SelfSignedCertificate;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code karuta genkey}. */
@Command(
    name = "genkey",
    description = {
      "Make a private key (EC P-256) and a self-signed certificate for the names of a host, both"
          + " as PEM. Callers trust the certificate by its file. Nothing is overwritten.",
    },
    mixinStandardHelpOptions = true)
final class GenkeyCommand implements Callable<Integer> {

  private static final int MAX_DAYS = 36_500;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "NAME",
      description = "host names and IP addresses that the certificate is for")
  private List<String> names = List.of();

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      defaultValue = "certificate.pem",
      description = "the certificate's file; ${DEFAULT-VALUE} by default")
  private Path certificate = Path.of("certificate.pem");

  @Option(
      names = "--private-key",
      paramLabel = "FILE",
      defaultValue = "private-key.pem",
      description = "the key's file, for its owner only; ${DEFAULT-VALUE} by default")
  private Path privateKey = Path.of("private-key.pem");

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "3650",
      description = "how long the certificate is valid; ${DEFAULT-VALUE} by default")
  private int days = 3650;

  /** Made by picocli. */
  GenkeyCommand() {}

  @Override
  public Integer call() {
    for (String name : names) {
      if (!SelfSignedCertificate.isName(name)) {
        throw wrong(name + " (expected: a host name or an IP address)");
      }
    }
    if (days < 1 || days > MAX_DAYS) {
      throw wrong("--days: " + days + " (expected: 1 to " + MAX_DAYS + ")");
    }
    for (Path file : List.of(certificate, privateKey)) {
      if (Files.exists(file)) {
        throw new IllegalStateException(file + " is there already, and is not overwritten");
      }
    }
    SelfSignedCertificate.write(certificate, privateKey, names, days);
    PrintWriter out = spec.commandLine().getOut();
    out.println("certificate  " + certificate.toAbsolutePath().normalize());
    out.println("private key  " + privateKey.toAbsolutePath().normalize());
    out.flush();
    return ExitCode.OK;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
