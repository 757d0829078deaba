package io.karuta.admin;

import io.karuta.pipeline.config.Options;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of the admin API. Immutable.
 *
 * @param address host name or IP address to listen on
 * @param port TCP port; 0 takes any that is free
 * @param credentialFile file with the token that callers show; made at the first start
 * @param tls where the server's key and certificate come from
 * @param maxBodyBytes longest request body
 */
public record AdminConfig(
    String address, int port, Path credentialFile, TlsConfig tls, int maxBodyBytes) {

  private static final long MIN_BODY_BYTES = 1 << 10;
  private static final long DEFAULT_BODY_BYTES = 64 << 10;
  private static final long MAX_BODY_BYTES = 16 << 20;

  /** Reads the level {@code admin}; every problem is recorded there. */
  public static AdminConfig read(Options options) {
    return new AdminConfig(
        options.string("address", "127.0.0.1"),
        options.integer("port", 6970, 0, 65535),
        options.path("credential-file", "data/admin/credential"),
        readTls(options),
        (int)
            options.sizeBytes(
                "max-body-bytes", DEFAULT_BODY_BYTES, MIN_BODY_BYTES, MAX_BODY_BYTES));
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
