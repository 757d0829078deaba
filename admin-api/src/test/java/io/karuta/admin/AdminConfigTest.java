package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdminConfigTest {

  @Test
  void hasDefaults() {
    FakeOptions options = FakeOptions.empty();

    AdminConfig config = AdminConfig.read(options);

    assertThat(config)
        .isEqualTo(
            new AdminConfig(
                "127.0.0.1",
                6970,
                Path.of("data/admin/credential"),
                new TlsConfig.SelfSigned(Path.of("data/admin")),
                65536));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "address",
                "::1",
                "port",
                443,
                "credential-file",
                "token",
                "certificate",
                "c.pem",
                "private-key",
                "k.pem",
                "max-body-bytes",
                4096L));

    AdminConfig config = AdminConfig.read(options);

    assertThat(config)
        .isEqualTo(
            new AdminConfig(
                "::1",
                443,
                Path.of("token"),
                new TlsConfig.PemFiles(Path.of("c.pem"), Path.of("k.pem")),
                4096));
    assertThat(options.problems()).isEmpty();
    assertThat(options.askedKeys())
        .containsExactlyInAnyOrder(
            "address",
            "port",
            "credential-file",
            "self-signed-folder",
            "certificate",
            "private-key",
            "keystore",
            "keystore-password",
            "max-body-bytes");
  }

  @Test
  void readsAKeyStoreAndAFolder() {
    assertThat(tlsOf(Map.of("keystore", "k.p12", "keystore-password", "secret")))
        .isEqualTo(new TlsConfig.KeyStoreFile(Path.of("k.p12"), "secret"));
    assertThat(tlsOf(Map.of("self-signed-folder", "tls")))
        .isEqualTo(new TlsConfig.SelfSigned(Path.of("tls")));
  }

  static List<Violation> violations() {
    return List.of(
        new Violation("port", Map.of("port", -1)),
        new Violation("port", Map.of("port", 65536)),
        new Violation("max-body-bytes", Map.of("max-body-bytes", 1023L)),
        new Violation("max-body-bytes", Map.of("max-body-bytes", (16L << 20) + 1)),
        new Violation("private-key", Map.of("certificate", "c.pem")),
        new Violation("certificate", Map.of("private-key", "k.pem")),
        new Violation("keystore", Map.of("keystore", "s", "certificate", "c", "private-key", "k")),
        new Violation("keystore", Map.of("keystore-password", "secret")));
  }

  @ParameterizedTest
  @MethodSource("violations")
  void reportsEachViolation(Violation violation) {
    FakeOptions options = FakeOptions.of(violation.values());

    AdminConfig.read(options);

    assertThat(options.problemPaths()).containsExactly(violation.path());
    assertThat(options.problems().toString()).doesNotContain("secret");
  }

  record Violation(String path, Map<String, Object> values) {}

  private static TlsConfig tlsOf(Map<String, Object> values) {
    FakeOptions options = FakeOptions.of(values);
    TlsConfig tls = AdminConfig.read(options).tls();
    assertThat(options.problems()).isEmpty();
    return tls;
  }
}
