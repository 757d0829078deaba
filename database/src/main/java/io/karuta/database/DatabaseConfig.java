package io.karuta.database;

import io.karuta.pipeline.config.Options;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the tracker's database is and how it is used. Immutable.
 *
 * @param url JDBC URL of MariaDB, or of H2 in MariaDB mode
 * @param user whom to connect as
 * @param password never shown
 * @param sslMode how a connection to MariaDB is secured; of no effect with H2
 * @param sslCertificate certificates, in PEM, that the server's or its authority's must be among;
 *     empty for the authorities that the JDK trusts
 * @param poolSize most connections at a time
 * @param connectTimeout longest wait for a connection, new or from the pool
 * @param answerTimeout longest silence of MariaDB in the middle of a statement; then the connection
 *     counts as lost
 * @param migrate whether the tables are ours to make and change; false for a site's own schema
 */
public record DatabaseConfig(
    String url,
    String user,
    String password,
    SslMode sslMode,
    Optional<Path> sslCertificate,
    int poolSize,
    Duration connectTimeout,
    Duration answerTimeout,
    boolean migrate) {

  /** What {@link #url} says of H2 beyond the place of its file. */
  private static final String H2_SETTINGS =
      ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE";

  /**
   * Reads the level {@code database}.
   *
   * <p>Without {@code url} it is an H2 database in the file {@code file}. {@code ssl-mode} is off
   * for a server on this machine and {@code verify-full} for any other, unless it says something
   * else.
   */
  public static DatabaseConfig read(Options options) {
    String url = readUrl(options);
    Optional<String> expected = DatabaseUrl.expected(url);
    expected.ifPresent(text -> options.problem("url", text, DatabaseUrl.redacted(url)));
    boolean verify =
        expected.isEmpty() && DatabaseUrl.isMariaDb(url) && !DatabaseUrl.isLoopback(url);
    SslMode sslMode =
        options.choice("ssl-mode", SslMode.class, verify ? SslMode.VERIFY_FULL : SslMode.DISABLE);
    Optional<Path> sslCertificate = options.optionalPath("ssl-certificate");
    sslCertificate.ifPresent(file ->
        checkCertificate(options, file, DatabaseUrl.isMariaDb(url) ? sslMode : SslMode.DISABLE));
    return new DatabaseConfig(
        url,
        options.string("user", "karuta"),
        options.secret("password", ""),
        sslMode,
        sslCertificate,
        options.integer("pool-size", 4, 1, 100),
        options.duration(
            "connect-timeout",
            Duration.ofSeconds(10),
            Duration.ofMillis(250),
            Duration.ofMinutes(10)),
        options.duration(
            "answer-timeout", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1)),
        options.bool("migrate", true));
  }

  /**
   * Another MariaDB that is only read from, with defaults for what isn't given.
   *
   * @param sslMode empty for what {@link #read} makes of the URL
   * @throws IllegalArgumentException if the URL isn't one of MariaDB, or says what it shouldn't
   */
  public static DatabaseConfig ofOther(
      String url,
      String user,
      String password,
      Optional<SslMode> sslMode,
      Optional<Path> sslCertificate) {
    Optional<String> expected =
        DatabaseUrl.isMariaDb(url) ? DatabaseUrl.expected(url) : Optional.of("jdbc:mariadb://...");
    if (expected.isPresent()) {
      throw new IllegalArgumentException(
          "url: " + DatabaseUrl.redacted(url) + " (expected: " + expected.get() + ")");
    }
    return new DatabaseConfig(
        url,
        user,
        password,
        sslMode.orElse(DatabaseUrl.isLoopback(url) ? SslMode.DISABLE : SslMode.VERIFY_FULL),
        sslCertificate,
        1,
        Duration.ofSeconds(10),
        Duration.ofMinutes(10),
        false);
  }

  private static void checkCertificate(Options options, Path file, SslMode sslMode) {
    if (sslMode != SslMode.VERIFY_CA && sslMode != SslMode.VERIFY_FULL) {
      options.problem(
          "ssl-certificate",
          "MariaDB with ssl-mode = verify-ca or verify-full beside it",
          file.toString());
      return;
    }
    try (InputStream content = Files.newInputStream(file)) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(content).isEmpty()) {
        options.problem("ssl-certificate", "a file with certificates in PEM", file + ": none");
      }
    } catch (IOException | CertificateException e) {
      options.problem("ssl-certificate", "a file with certificates in PEM", e.toString());
    }
  }

  /** Asks for the one of the two keys that holds, so that the effective configuration shows it. */
  private static String readUrl(Options options) {
    if (options.has("url")) {
      if (options.has("file")) {
        options.problem("file", "file or url, not both", "both");
      }
      return options.requiredString("url");
    }
    return "jdbc:h2:file:"
        + options.path("file", "data/karuta").toAbsolutePath().normalize()
        + H2_SETTINGS;
  }

  /** Everything but the password. */
  @Override
  public String toString() {
    return "DatabaseConfig[url=" + url + ", user=" + user + ", sslMode=" + sslMode + "]";
  }
}
