package io.karuta.admin;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Keys and certificates as text (RFC 7468). */
final class PemFormat {

  private static final String BEGIN_KEY = "-----BEGIN PRIVATE KEY-----";
  private static final String END_KEY = "-----END PRIVATE KEY-----";
  private static final int LINE_LENGTH = 64;

  private PemFormat() {}

  /** The certificates in a text, in their order; there is at least one. */
  static List<X509Certificate> certificates(byte[] text) throws CertificateException {
    List<X509Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(text))
            .stream()
            .map(X509Certificate.class::cast)
            .toList();
    if (certificates.isEmpty()) {
      throw new CertificateException("no certificate in it");
    }
    return certificates;
  }

  /**
   * The private key in a text.
   *
   * @param algorithm of the public key that it belongs to, e.g. {@code EC}
   */
  static PrivateKey privateKey(byte[] text, String algorithm) throws GeneralSecurityException {
    String pem = new String(text, StandardCharsets.ISO_8859_1);
    int begin = pem.indexOf(BEGIN_KEY);
    int end = pem.indexOf(END_KEY);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException(
          "no '" + BEGIN_KEY + "' in it; openssl pkcs8 -topk8 -nocrypt makes one of other forms");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN_KEY.length(), end));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("its Base64 is damaged", e);
    }
  }

  /** A certificate as text. */
  static byte[] ofCertificate(Certificate certificate) throws CertificateException {
    return block(
        "-----BEGIN CERTIFICATE-----", certificate.getEncoded(), "-----END CERTIFICATE-----");
  }

  /** A private key as text. */
  static byte[] ofPrivateKey(PrivateKey key) {
    return block(BEGIN_KEY, key.getEncoded(), END_KEY);
  }

  private static byte[] block(String begin, byte[] der, String end) {
    Base64.Encoder lines = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'});
    String text = begin + "\n" + lines.encodeToString(der) + "\n" + end + "\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
