package io.karuta.frontend.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes TLS contexts out of PEM files (RFC 7468). */
final class TlsContext {

  private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_END = "-----END PRIVATE KEY-----";
  private static final char[] NO_PASSWORD = {};

  private TlsContext() {}

  /**
   * Reads both files.
   *
   * @throws IOException if a file can't be read
   * @throws GeneralSecurityException if a file holds something else; the message names the file
   */
  static SSLContext load(TlsConfig config) throws IOException, GeneralSecurityException {
    Certificate[] chain = chain(config.certificate());
    PrivateKey key = key(config.privateKey());
    if (!belongTogether(chain[0].getPublicKey(), key)) {
      throw new InvalidKeySpecException(config.privateKey() + ": not the certificate's key");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("listener", key, NO_PASSWORD, chain);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Signs with one and verifies with the other; a mix-up would only show in handshakes. */
  private static boolean belongTogether(PublicKey certified, PrivateKey key)
      throws GeneralSecurityException {
    if (!certified.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    Signature signature =
        Signature.getInstance(
            switch (key.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> key.getAlgorithm();
            });
    byte[] sample = KEY_BEGIN.getBytes(StandardCharsets.US_ASCII);
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(sample);
    return signature.verify(signed);
  }

  private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
    try (InputStream input = Files.newInputStream(file)) {
      Collection<? extends Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(input);
      if (chain.isEmpty()) {
        throw new CertificateException(file + ": no certificate");
      }
      return chain.toArray(Certificate[]::new);
    } catch (CertificateException e) {
      throw new CertificateException(file + ": no PEM certificates", e);
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String pem = Files.readString(file, StandardCharsets.US_ASCII);
    int begin = pem.indexOf(KEY_BEGIN);
    int end = pem.indexOf(KEY_END, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      throw new InvalidKeySpecException(
          file
              + ": no '"
              + KEY_BEGIN
              + "' (other forms: convert with openssl pkcs8 -topk8 -nocrypt)");
    }
    byte[] encoded;
    try {
      encoded = Base64.getMimeDecoder().decode(pem.substring(begin + KEY_BEGIN.length(), end));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException(file + ": broken base64", e);
    }
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
    for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException _) {
        // The key says itself what it is for; only the factory of that algorithm takes it.
      }
    }
    throw new InvalidKeySpecException(file + ": neither an RSA, an EC nor an EdDSA key");
  }
}
