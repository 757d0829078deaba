package io.karuta.cmd;

import io.karuta.admin.AdminConfig;
import io.karuta.admin.SelfSignedCertificate;
import io.karuta.admin.TlsConfig;
import io.karuta.cmd.client.AdminPlace;
import io.karuta.conf.ConfigFile;
import io.karuta.conf.ConfigRoot;
import io.karuta.pipeline.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a configuration file puts the admin API. Only its level {@code admin} is read: what is
 * wrong elsewhere, such as a variable that only the tracker's own user has, is not in the way.
 */
final class LocalAdmin {

  private LocalAdmin() {}

  /**
   * Where the API is.
   *
   * @param file the usual one if it is empty
   * @throws WrongConfigException if it can't be read, or its level {@code admin} is wrong
   */
  static AdminPlace find(Optional<Path> file) {
    Path config = file.orElseGet(ConfigArgument::usual);
    AdminConfig admin = read(config);
    if (admin.port() == 0) {
      throw new WrongConfigException(
          List.of(
              new Problem(config.toString(), "admin.port", "a port, or --url", "0 for any port")));
    }
    return new AdminPlace(
        "https://" + host(admin.address()) + ":" + admin.port(),
        admin.credentialFile(),
        certificate(admin.tls()));
  }

  /**
   * The level {@code admin} of a file.
   *
   * @throws WrongConfigException if it can't be read, or that level is wrong
   */
  static AdminConfig read(Path file) {
    ConfigRoot root = ConfigFile.read(file.toAbsolutePath().normalize(), Home.folder());
    AdminConfig admin = AdminConfig.read(root.options().child("admin"));
    List<Problem> problems =
        root.problems().stream().filter(problem -> isAbout(problem.path())).toList();
    if (!problems.isEmpty()) {
      throw new WrongConfigException(problems);
    }
    return admin;
  }

  private static boolean isAbout(String path) {
    return path.isEmpty() || path.equals("admin") || path.startsWith("admin.");
  }

  /** As a client on this machine writes it: every address becomes loopback. */
  private static String host(String address) {
    return switch (address) {
      case "*", "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> address.contains(":") ? "[" + address + "]" : address;
    };
  }

  private static Optional<Path> certificate(TlsConfig tls) {
    return switch (tls) {
      case TlsConfig.SelfSigned(Path folder) ->
          Optional.of(new SelfSignedCertificate(folder).certificateFile());
      case TlsConfig.PemFiles(Path certificate, Path _) -> Optional.of(certificate);
      case TlsConfig.KeyStoreFile _ -> Optional.empty();
    };
  }
}
