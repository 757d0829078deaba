package io.karuta.admin;

import io.karuta.admin.tracker.HitAndRunRule;
import io.karuta.pipeline.config.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the admin API. Immutable.
 *
 * @param address host name or IP address to listen on
 * @param port TCP port; 0 takes any that is free
 * @param credentialFile file with the operator's token; made at the first start
 * @param credentialsFile file with the hashes of all tokens; made at the first start
 * @param tls where the server's key and certificate come from
 * @param clientCertificates whether callers show certificates
 * @param limits what callers may ask
 * @param hitAndRun who counts as having hit and run
 */
public record AdminConfig(
    String address,
    int port,
    Path credentialFile,
    Path credentialsFile,
    TlsConfig tls,
    ClientCertificates clientCertificates,
    AdminLimits limits,
    HitAndRunRule hitAndRun) {

  private static final Duration MAX_SEED_TIME = Duration.ofDays(3650);
  private static final long DEFAULT_MIN_DOWNLOADED_BYTES = 50 << 20;

  /** Reads the level {@code admin}; every problem is recorded there. */
  public static AdminConfig read(Options options) {
    return new AdminConfig(
        options.string("address", "127.0.0.1"),
        options.integer("port", 6970, 0, 65535),
        options.path("credential-file", "data/admin/credential"),
        options.path("credentials-file", "data/admin/credentials"),
        readTls(options),
        readClientCertificates(options),
        AdminLimits.read(options),
        readHitAndRun(options.child("hit-and-run")));
  }

  private static HitAndRunRule readHitAndRun(Options options) {
    return new HitAndRunRule(
        options.duration("seed-time", Duration.ofDays(14), Duration.ZERO, MAX_SEED_TIME),
        options.sizeBytes("min-downloaded", DEFAULT_MIN_DOWNLOADED_BYTES, 0, Long.MAX_VALUE));
  }

  private static ClientCertificates readClientCertificates(Options options) {
    Optional<Path> authorities = options.optionalPath("client-ca");
    if (authorities.isEmpty()) {
      if (options.has("client-certificates")) {
        options.problem(
            "client-ca", "the authorities that client-certificates is about", "nothing");
      }
      return ClientCertificates.NONE;
    }
    ClientCertificates.Mode mode =
        options.choice(
            "client-certificates", ClientCertificates.Mode.class, ClientCertificates.Mode.REQUIRED);
    return new ClientCertificates(authorities, mode);
  }

  private static TlsConfig readTls(Options options) {
    Path selfSignedFolder = options.path("self-signed-folder", "data/admin");
    Optional<Path> certificate = options.optionalPath("certificate");
    Optional<Path> privateKey = options.optionalPath("private-key");
    Optional<Path> keyStore = options.optionalPath("keystore");
    String keyStorePassword =
        keyStore.isPresent() || options.has("keystore-password")
            ? options.secret("keystore-password", "")
            : "";
    if (certificate.isPresent() != privateKey.isPresent()) {
      String absent = certificate.isPresent() ? "private-key" : "certificate";
      options.problem(absent, "certificate and private-key together", "nothing");
    }
    if (keyStore.isPresent() && (certificate.isPresent() || privateKey.isPresent())) {
      options.problem(
          "keystore",
          "either keystore or certificate and private-key",
          String.valueOf(keyStore.get()));
    }
    if (keyStore.isEmpty() && !keyStorePassword.isEmpty()) {
      options.problem("keystore", "the keystore that keystore-password is for", "nothing");
    }
    if (keyStore.isPresent()) {
      return new TlsConfig.KeyStoreFile(keyStore.get(), keyStorePassword);
    }
    if (certificate.isPresent() && privateKey.isPresent()) {
      return new TlsConfig.PemFiles(certificate.get(), privateKey.get());
    }
    return new TlsConfig.SelfSigned(selfSignedFolder);
  }
}
