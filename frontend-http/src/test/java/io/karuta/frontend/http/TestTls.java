package io.karuta.frontend.http;

import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and keys that are worth nothing outside of tests. */
final class TestTls {

  private TestTls() {}

  /** The PEM file of a name, such as {@code ec-key}. */
  static Path file(String name) {
    try {
      return Path.of(TestTls.class.getResource("/tls/" + name + ".pem").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client that trusts one certificate alone. */
  static SSLContext clientTrusting(String certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream input = Files.newInputStream(file(certificate))) {
      store.setCertificateEntry(
          "tracker", CertificateFactory.getInstance("X.509").generateCertificate(input));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
