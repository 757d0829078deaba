package io.karuta.admin;

import io.karuta.admin.auth.AdminException;
import io.karuta.admin.auth.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A certificate for this machine's own names, made by the JDK's keytool once and kept as two PEM
 * files: the key for the owner only, the certificate for every caller to trust.
 */
final class SelfSignedCertificate {

  private static final String NAMES = "dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1";
  private static final String VALID_DAYS = "3650";
  private static final String PASSWORD_VARIABLE = "KARUTA_NEW_KEYSTORE_PASSWORD";

  private final Path folder;

  SelfSignedCertificate(Path folder) {
    this.folder = folder;
  }

  Path certificateFile() {
    return folder.resolve("certificate.pem");
  }

  Path privateKeyFile() {
    return folder.resolve("private-key.pem");
  }

  /**
   * Makes both files if there is no certificate. The certificate is written last: where it is, the
   * key is too.
   *
   * @throws AdminException if they can't be made
   */
  void makeIfAbsent() {
    if (Files.exists(certificateFile())) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path workshop = Files.createTempDirectory(folder, ".new-");
      Path keyStoreFile = workshop.resolve("keystore.p12");
      try {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        runKeytool(keyStoreFile, password);
        split(KeyStore.getInstance(keyStoreFile.toFile(), password.toCharArray()), password);
      } finally {
        Files.deleteIfExists(keyStoreFile);
        Files.delete(workshop);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new AdminException("self-signed-folder: " + folder + ": " + e, e);
    }
  }

  private void split(KeyStore store, String password) throws IOException, GeneralSecurityException {
    String alias = store.aliases().nextElement();
    PrivateKey key = (PrivateKey) store.getKey(alias, password.toCharArray());
    PrivateFiles.write(privateKeyFile(), PemFormat.ofPrivateKey(key));
    PrivateFiles.writePublic(
        certificateFile(), PemFormat.ofCertificate(store.getCertificate(alias)));
  }

  /** The JDK has no public interface for making certificates but this program. */
  private static void runKeytool(Path keyStoreFile, String password) throws IOException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    ProcessBuilder builder =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "karuta",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-dname",
                "CN=karuta",
                "-validity",
                VALID_DAYS,
                "-ext",
                "SAN=" + NAMES,
                "-ext",
                "KeyUsage:critical=digitalSignature",
                "-ext",
                "ExtendedKeyUsage=serverAuth",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStoreFile.toString(),
                // As an argument it could be seen in the list of processes.
                "-storepass:env",
                PASSWORD_VARIABLE)
            .redirectErrorStream(true);
    builder.environment().put(PASSWORD_VARIABLE, password);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IOException(keytool + " exited with " + exitCode + ": " + output.strip());
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + keytool + " ran", e);
    }
  }
}
