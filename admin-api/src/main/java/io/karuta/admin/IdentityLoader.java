package io.karuta.admin;

import io.karuta.admin.auth.AdminException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Finds the listener's identity where the configuration says. */
final class IdentityLoader {

  private IdentityLoader() {}

  /**
   * Reads the identity; makes it first if it is to be self-signed and isn't there.
   *
   * @throws AdminException if it can't be read, or if its parts don't belong together
   */
  static ServerIdentity load(TlsConfig config) {
    return switch (config) {
      case TlsConfig.SelfSigned(Path folder) -> {
        SelfSignedCertificate made = new SelfSignedCertificate(folder);
        made.makeIfAbsent();
        yield loadPem(made.certificateFile(), made.privateKeyFile());
      }
      case TlsConfig.PemFiles(Path certificate, Path privateKey) ->
          loadPem(certificate, privateKey);
      case TlsConfig.KeyStoreFile(Path file, String password) -> loadKeyStore(file, password);
    };
  }

  /** The certificate that callers may trust, where it is a file of its own. */
  static Optional<Path> certificateFile(TlsConfig config) {
    return switch (config) {
      case TlsConfig.SelfSigned(Path folder) ->
          Optional.of(new SelfSignedCertificate(folder).certificateFile());
      case TlsConfig.PemFiles(Path certificate, Path _) -> Optional.of(certificate);
      case TlsConfig.KeyStoreFile _ -> Optional.empty();
    };
  }

  /** The authorities whose certificates callers may show; none if nobody is asked for one. */
  static List<X509Certificate> authorities(ClientCertificates config) {
    if (config.authorities().isEmpty()) {
      return List.of();
    }
    Path file = config.authorities().get();
    try {
      return PemFormat.certificates(Files.readAllBytes(file));
    } catch (IOException | GeneralSecurityException e) {
      throw new AdminException("client-ca: " + file + ": " + e, e);
    }
  }

  private static ServerIdentity loadPem(Path certificateFile, Path privateKeyFile) {
    List<X509Certificate> certificates;
    try {
      certificates = PemFormat.certificates(Files.readAllBytes(certificateFile));
    } catch (IOException | GeneralSecurityException e) {
      throw new AdminException("certificate: " + certificateFile + ": " + e, e);
    }
    try {
      String algorithm = certificates.getFirst().getPublicKey().getAlgorithm();
      PrivateKey key = PemFormat.privateKey(Files.readAllBytes(privateKeyFile), algorithm);
      return checked(new ServerIdentity(key, certificates), "private-key: " + privateKeyFile);
    } catch (IOException | GeneralSecurityException e) {
      throw new AdminException("private-key: " + privateKeyFile + ": " + e, e);
    }
  }

  private static ServerIdentity loadKeyStore(Path file, String password) {
    String place = "keystore: " + file;
    char[] secret = password.toCharArray();
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), secret);
      for (String alias : Collections.list(store.aliases())) {
        Key key = store.getKey(alias, secret);
        if (key instanceof PrivateKey privateKey) {
          List<X509Certificate> certificates =
              Arrays.stream(store.getCertificateChain(alias))
                  .map(X509Certificate.class::cast)
                  .toList();
          return checked(new ServerIdentity(privateKey, certificates), place);
        }
      }
      throw new AdminException(place + " (expected: a private key and its certificate)");
    } catch (IOException | GeneralSecurityException e) {
      throw new AdminException(place + ": " + e, e);
    }
  }

  private static ServerIdentity checked(ServerIdentity identity, String place)
      throws GeneralSecurityException {
    if (!identity.fits()) {
      throw new AdminException(place + " (expected: the key that the certificate is for)");
    }
    return identity;
  }
}
