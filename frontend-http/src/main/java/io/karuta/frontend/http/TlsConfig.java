package io.karuta.frontend.http;

import io.karuta.pipeline.config.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * What a listener proves itself with. Immutable.
 *
 * @param certificate PEM file: the certificate, then those that signed it
 * @param privateKey PEM file: the key in PKCS#8, not encrypted
 */
public record TlsConfig(Path certificate, Path privateKey) {

  /** Reads {@code tls} of a listener, and the files, so that a wrong one is told at once. */
  static Optional<TlsConfig> read(Options listener) {
    Options options = listener.child("tls");
    if (options.requiredString("certificate").isEmpty()
        || options.requiredString("private-key").isEmpty()) {
      return Optional.empty();
    }
    TlsConfig tls = new TlsConfig(options.path("certificate", ""), options.path("private-key", ""));
    try {
      TlsContext.load(tls);
    } catch (IOException | GeneralSecurityException e) {
      listener.problem("tls", "PEM files of a certificate and its PKCS#8 key", describe(e));
    }
    return Optional.of(tls);
  }

  private static String describe(Exception e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
