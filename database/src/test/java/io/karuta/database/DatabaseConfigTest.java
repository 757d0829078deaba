package io.karuta.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.testkit.FakeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConfigTest {

  /** Nobody's: only its form counts. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBmzCCAUGgAwIBAgIUEIZrqdY/kwiyxv1ixbxtG7VlO2swCgYIKoZIzj0EAwIw
      FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMDEyNDQxMloYDzIxMjYxMDI3
      MTI0NDEyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
      PQMBBwNCAARq7EVuvopXGoSuhEbh2GThmeAzqmC6bixXi8qSsv8f7FZlq0i5tPFm
      iRrArym/15I5v3Lj/MpA2KGt4eCw5WD3o28wbTAdBgNVHQ4EFgQUS5PSWI1V2A92
      IvvZmo5x2KUUxyEwHwYDVR0jBBgwFoAUS5PSWI1V2A92IvvZmo5x2KUUxyEwDwYD
      VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
      zj0EAwIDSAAwRQIgA/qoKDst9XSgP8QMzj4ov4dzO+GwZA/zWn6jn3PVxOkCIQD7
      cA6nkV7ZfA0Gl2kGVsjSQEGdaQeJhqkw/qoNVaUUfQ==
      -----END CERTIFICATE-----
      """;

  private static DatabaseConfig withUrl(String url) {
    return DatabaseConfig.read(FakeOptions.of(Map.of("url", url)));
  }

  @Test
  void hasDefaults() {
    FakeOptions options = FakeOptions.empty();

    DatabaseConfig config = DatabaseConfig.read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config.url())
        .isEqualTo(
            "jdbc:h2:file:"
                + Path.of("data/karuta").toAbsolutePath()
                + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE");
    assertThat(config.user()).isEqualTo("karuta");
    assertThat(config.password()).isEmpty();
    assertThat(config.sslMode()).isEqualTo(SslMode.DISABLE);
    assertThat(config.sslCertificate()).isEmpty();
    assertThat(config.poolSize()).isEqualTo(4);
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.answerTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.migrate()).isTrue();
  }

  @Test
  void readsEveryKey(@TempDir Path folder) throws IOException {
    Path certificate = Files.writeString(folder.resolve("ca.pem"), CERTIFICATE);
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "url",
                "jdbc:mariadb://db.example/site",
                "user",
                "tracker",
                "password",
                "hunter2",
                "ssl-mode",
                "verify-ca",
                "ssl-certificate",
                certificate.toString(),
                "pool-size",
                9,
                "connect-timeout",
                Duration.ofSeconds(3),
                "answer-timeout",
                Duration.ofSeconds(4),
                "migrate",
                false));

    DatabaseConfig config = DatabaseConfig.read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config)
        .isEqualTo(
            new DatabaseConfig(
                "jdbc:mariadb://db.example/site",
                "tracker",
                "hunter2",
                SslMode.VERIFY_CA,
                Optional.of(certificate),
                9,
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                false));
  }

  @Test
  void refusesCertificatesThatItCannotReadOrUse(@TempDir Path folder) throws IOException {
    Path certificate = Files.writeString(folder.resolve("ca.pem"), CERTIFICATE);
    Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");

    assertThat(certificateProblems("verify-full", certificate)).isEmpty();
    assertThat(certificateProblems("verify-full", nonsense)).containsExactly("ssl-certificate");
    assertThat(certificateProblems("verify-full", folder.resolve("missing")))
        .containsExactly("ssl-certificate");
    assertThat(certificateProblems("trust", certificate)).containsExactly("ssl-certificate");
    assertThat(certificateProblems("disable", certificate)).containsExactly("ssl-certificate");
  }

  private static List<String> certificateProblems(String sslMode, Path file) {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "url",
                "jdbc:mariadb://db.example/site",
                "ssl-mode",
                sslMode,
                "ssl-certificate",
                file.toString()));
    DatabaseConfig.read(options);
    return options.problemPaths();
  }

  @Test
  void putsTheFileIntoTheUrl() {
    DatabaseConfig config = DatabaseConfig.read(FakeOptions.of(Map.of("file", "/srv/books")));

    assertThat(config.url()).startsWith("jdbc:h2:file:/srv/books;MODE=MariaDB");
  }

  @Test
  void refusesFileBesideUrl() {
    FakeOptions options =
        FakeOptions.of(Map.of("file", "data/x", "url", "jdbc:mariadb://localhost/site"));

    DatabaseConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("file");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mariadb://localhost/site, DISABLE",
    "jdbc:mariadb://127.0.0.1:3307/site, DISABLE",
    "jdbc:mariadb://[::1]/site, DISABLE",
    "jdbc:mariadb://localhost/site?localSocket=/run/mysqld.sock, DISABLE",
    "jdbc:mariadb://db.example/site, VERIFY_FULL",
    "'jdbc:mariadb:sequential://localhost,db.example/site', VERIFY_FULL",
    "jdbc:mariadb://127.0.0.1.example/site, VERIFY_FULL",
  })
  void securesConnectionsThatLeaveTheMachine(String url, SslMode expected) {
    assertThat(withUrl(url).sslMode()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/site",
        "localhost",
        "jdbc:h2:mem:x",
        "jdbc:h2:mem:x;MODE=MariaDB",
        "jdbc:h2:mem:x;DATABASE_TO_LOWER=TRUE;MODE=Oracle",
        "jdbc:mariadb://localhost/site?sslMode=trust",
        "jdbc:mariadb://localhost/site?user=me",
        "jdbc:mariadb://localhost/site?useCompression=true&password=hunter2"
      })
  void refusesUrlsThatItCannotUse(String url) {
    FakeOptions options = FakeOptions.of(Map.of("url", url));

    DatabaseConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("url");
    assertThat(options.problems().toString()).doesNotContain("hunter2");
  }

  @Test
  void refusesValuesOutOfRange() {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "pool-size",
                0,
                "connect-timeout",
                Duration.ofMillis(1),
                "answer-timeout",
                Duration.ofDays(1),
                "ssl-mode",
                "maybe"));

    DatabaseConfig.read(options);

    assertThat(options.problemPaths())
        .containsExactlyInAnyOrder("pool-size", "connect-timeout", "answer-timeout", "ssl-mode");
  }

  @Test
  void neverShowsThePassword() {
    DatabaseConfig config = DatabaseConfig.read(FakeOptions.of(Map.of("password", "hunter2")));

    assertThat(config.toString()).doesNotContain("hunter2");
  }

  @Test
  void readsAnotherMariaDbWithDefaults() {
    DatabaseConfig local = other("jdbc:mariadb://127.0.0.1/site");
    DatabaseConfig remote = other("jdbc:mariadb://db.example.org/site");

    assertThat(local.sslMode()).isEqualTo(SslMode.DISABLE);
    assertThat(remote.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
    assertThat(local.migrate()).isFalse();
  }

  @Test
  void refusesUrlsOfAnotherMariaDbWithoutShowingSecrets() {
    assertThatThrownBy(() -> other("jdbc:h2:mem:x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("url: jdbc:h2:mem:x (expected: jdbc:mariadb://...)");
    assertThatThrownBy(() -> other("jdbc:mariadb://127.0.0.1/site?password=hidden"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("under keys of their own")
        .hasMessageNotContaining("hidden");
  }

  private static DatabaseConfig other(String url) {
    return DatabaseConfig.ofOther(url, "reader", "secret", Optional.empty(), Optional.empty());
  }
}
