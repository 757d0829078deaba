package io.karuta.admin;

import io.karuta.admin.auth.AdminException;
import io.karuta.admin.auth.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key and a certificate for it, made by the JDK's keytool and kept as two PEM files: the key for
 * the owner only, the certificate for every caller to trust. Thread-safe.
 */
public final class SelfSignedCertificate {

  private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "::1");
  private static final int VALID_DAYS = 3650;
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?=.{1,253}$)(\\*\\.)?([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.?\\b)+");

  /** Not as generous as InetAddress, which takes 1.2.3 for 1.2.0.3. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final String PASSWORD_VARIABLE = "KARUTA_NEW_KEYSTORE_PASSWORD";

  private final Path folder;

  /**
   * The one of this machine's own names that the tracker's first start makes.
   *
   * @param folder where both files are kept
   */
  public SelfSignedCertificate(Path folder) {
    this.folder = folder;
  }

  /** The certificate's file, whether it is there or not. */
  public Path certificateFile() {
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
    write(certificateFile(), privateKeyFile(), NAMES, VALID_DAYS);
  }

  /**
   * Makes a key and a certificate. The certificate is written last: where it is, the key is too.
   *
   * @param certificate file that is written, over another if there is one
   * @param privateKey file that is written, over another if there is one
   * @param names host names and IP addresses; one or more for which {@link #isName} holds
   * @param days how long it is valid, 1 or more
   * @throws AdminException if they can't be made
   */
  public static void write(Path certificate, Path privateKey, List<String> names, int days) {
    Path folder = Objects.requireNonNull(privateKey.toAbsolutePath().getParent());
    try {
      Files.createDirectories(folder);
      Path workshop = Files.createTempDirectory(folder, ".new-");
      Path keyStoreFile = workshop.resolve("keystore.p12");
      try {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        runKeytool(keyStoreFile, password, names, days);
        KeyStore store = KeyStore.getInstance(keyStoreFile.toFile(), password.toCharArray());
        String alias = store.aliases().nextElement();
        PrivateKey key = (PrivateKey) store.getKey(alias, password.toCharArray());
        PrivateFiles.write(privateKey, PemFormat.ofPrivateKey(key));
        PrivateFiles.writePublic(certificate, PemFormat.ofCertificate(store.getCertificate(alias)));
      } finally {
        Files.deleteIfExists(keyStoreFile);
        Files.delete(workshop);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new AdminException("certificate " + certificate + ": " + e, e);
    }
  }

  /** Whether a certificate can be for it: a host name or an IP address. */
  public static boolean isName(String name) {
    return isAddress(name) || (HOST_NAME.matcher(name).matches() && !name.matches("[0-9.]+"));
  }

  private static boolean isAddress(String name) {
    if (!ADDRESS.matcher(name).matches()) {
      return false;
    }
    try {
      return !InetAddress.ofLiteral(name).getHostAddress().isEmpty();
    } catch (IllegalArgumentException e) {
      return false; // such as 300.1.1.1
    }
  }

  private static String alternative(String name) {
    return isAddress(name) ? "ip:" + InetAddress.ofLiteral(name).getHostAddress() : "dns:" + name;
  }

  /** The JDK has no public interface for making certificates but this program. */
  private static void runKeytool(Path keyStoreFile, String password, List<String> names, int days)
      throws IOException {
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
                Integer.toString(days),
                "-ext",
                "SAN="
                    + names.stream()
                        .map(SelfSignedCertificate::alternative)
                        .collect(Collectors.joining(",")),
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
