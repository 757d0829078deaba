package io.karuta.cmd.client;

import io.karuta.client.ClientConfig;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Finds the tracker and the credential: by the options, then the environment, then the
 * configuration file. Immutable.
 *
 * <p>The credential of the configuration file goes to the tracker of the configuration file only,
 * never to an address that was given otherwise.
 */
record Connection(
    CommandSpec command,
    Optional<String> url,
    Optional<Path> certificate,
    Optional<Path> credentialFile,
    Optional<Path> config,
    Duration timeout,
    Map<String, String> environment,
    Function<Optional<Path>, AdminPlace> configured) {

  private static final int ATTEMPTS = 3;

  ClientConfig toConfig() {
    Optional<String> given = url.or(() -> config.isPresent() ? Optional.empty() : variable("URL"));
    Optional<Path> trusted = certificate.or(() -> variable("CERTIFICATE").map(Path::of));
    if (given.isPresent()) {
      return settings(given.get(), trusted, Optional.empty());
    }
    AdminPlace place = configured.apply(config);
    return settings(
        place.url(), trusted.or(place::certificate), Optional.of(place.credentialFile()));
  }

  private Optional<String> variable(String name) {
    return set("KARUTA_ADMIN_" + name);
  }

  private Optional<String> set(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
  }

  private ClientConfig settings(String address, Optional<Path> trusted, Optional<Path> ours) {
    try {
      ClientConfig base = ClientConfig.of(address).withTimeout(timeout).withAttempts(ATTEMPTS);
      ClientConfig known = withCredential(base, ours);
      trusted.ifPresent(file -> mustBeThere(file, ClientExit.FAILED));
      return trusted.map(known::withCertificate).orElse(known);
    } catch (IllegalArgumentException e) {
      throw ClientCommand.wrong(command, String.valueOf(e.getMessage()));
    }
  }

  private ClientConfig withCredential(ClientConfig base, Optional<Path> ours) {
    Optional<Path> file = credentialFile.or(() -> set("KARUTA_CREDENTIAL_FILE").map(Path::of));
    Optional<String> token = set("KARUTA_CREDENTIAL");
    if (file.isEmpty() && token.isPresent()) {
      return base.withCredential(token.get());
    }
    Path source =
        file.or(() -> ours)
            .orElseThrow(() ->
                new NoConnectionException(
                    ClientExit.UNAUTHORIZED,
                    "no credential for "
                        + base.url()
                        + ": name its file with --credential-file or"
                        + " KARUTA_CREDENTIAL_FILE, or set KARUTA_CREDENTIAL"));
    mustBeThere(source, ClientExit.UNAUTHORIZED);
    try {
      return base.withCredentialFile(source);
    } catch (UncheckedIOException e) {
      throw new NoConnectionException(
          ClientExit.UNAUTHORIZED, source + " can't be read: " + e.getCause());
    }
  }

  private static void mustBeThere(Path file, int exit) {
    if (Files.notExists(file)) {
      throw new NoConnectionException(
          exit, file + ": no such file (the tracker's first start makes its own)");
    }
  }
}
