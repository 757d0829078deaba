package io.karuta.admin;

import java.nio.file.Path;

/** Where the listener's private key and certificate come from. Immutable. */
public sealed interface TlsConfig {

  /**
   * Made at the first start and kept.
   *
   * @param folder where {@code certificate.pem} and {@code private-key.pem} are kept
   */
  record SelfSigned(Path folder) implements TlsConfig {}

  /**
   * Given as PEM.
   *
   * @param certificate the certificate, followed by those that lead to its authority
   * @param privateKey its key, PKCS #8 and not encrypted
   */
  record PemFiles(Path certificate, Path privateKey) implements TlsConfig {}

  /**
   * Given as a PKCS #12 key store.
   *
   * @param file a key store with one private key
   * @param password of the store and of its key; never shown
   */
  record KeyStoreFile(Path file, String password) implements TlsConfig {

    /** Everything but the password. */
    @Override
    public String toString() {
      return "KeyStoreFile[file=" + file + "]";
    }
  }
}
