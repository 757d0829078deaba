package io.karuta.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.database.Database;
import io.karuta.database.DatabaseConfig;
import io.karuta.database.DatabaseException;
import io.karuta.testkit.FakeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a MariaDB server with a certificate of its own. */
class DatabaseTlsTest {

  private static final String PASSWORD = "password";

  @TempDir private static Path folder;

  private static MariaDbServer server;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException, GeneralSecurityException {
    makeCertificate("server");
    makeCertificate("stranger");
    server =
        MariaDbServer.startWith(
            "--ssl-cert=" + folder.resolve("server.pem"),
            "--ssl-key=" + folder.resolve("server-key.pem"));
    server.createSchema("books");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static void makeCertificate(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(store)) {
      keys.load(content, PASSWORD.toCharArray());
    }
    writePem(name + ".pem", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    writePem(
        name + "-key.pem", "PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
  }

  private static void writePem(String file, String what, byte[] content) throws IOException {
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(content)));
  }

  private static DatabaseConfig config(String sslMode, String certificate) {
    return config(sslMode, certificate, Duration.ofSeconds(10));
  }

  private static DatabaseConfig config(
      String sslMode, String certificate, Duration connectTimeout) {
    Map<String, Object> values =
        new HashMap<>(
            Map.of(
                "url",
                server.url("books"),
                "password",
                MariaDbServer.PASSWORD,
                "ssl-mode",
                sslMode,
                "migrate",
                false,
                "connect-timeout",
                connectTimeout));
    if (!certificate.isEmpty()) {
      values.put("ssl-certificate", folder.resolve(certificate).toString());
    }
    FakeOptions options = FakeOptions.of(values);
    DatabaseConfig config = DatabaseConfig.read(options);
    assertThat(options.problems()).isEmpty();
    return config;
  }

  private static String cipher(DatabaseConfig config) throws SQLException {
    try (Database database = Database.open(config);
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("show session status like 'Ssl_cipher'")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(2);
    }
  }

  @Test
  void encryptsToAServerWhoseCertificateItWasGiven() throws SQLException {
    assertThat(cipher(config("verify-full", "server.pem"))).isNotEmpty();
    assertThat(cipher(config("verify-ca", "server.pem"))).isNotEmpty();
  }

  @Test
  void encryptsToWhoeverAnswersIfToldTo() throws SQLException {
    assertThat(cipher(config("trust", ""))).isNotEmpty();
  }

  @Test
  void encryptsNothingIfToldSo() throws SQLException {
    assertThat(cipher(config("disable", ""))).isEmpty();
  }

  @Test
  void refusesAServerWithAnotherCertificate() {
    Duration timeout = Duration.ofSeconds(1); // it is tried again until then
    assertThatThrownBy(() -> Database.open(config("verify-full", "stranger.pem", timeout)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(server.url("books"));
    assertThatThrownBy(() -> Database.open(config("verify-ca", "stranger.pem", timeout)))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void refusesValuesThatDoNotFitWhateverTheServersMode() throws SQLException {
    try (Database database = Database.open(config("disable", ""));
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select @@session.sql_mode")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).contains("STRICT_ALL_TABLES");
    }
  }
}
