package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.admin.tracker.HitAndRunRule;
import io.karuta.testkit.FakeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                Path.of("data/admin/credentials"),
                new TlsConfig.SelfSigned(Path.of("data/admin")),
                ClientCertificates.NONE,
                new AdminLimits(65536, 8 << 20, 1000),
                new HitAndRunRule(Duration.ofDays(14), 50 << 20)));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void readsEveryKey() {
    Map<String, Object> values = new HashMap<>();
    values.put("address", "::1");
    values.put("port", 443);
    values.put("credential-file", "token");
    values.put("credentials-file", "tokens");
    values.put("certificate", "c.pem");
    values.put("private-key", "k.pem");
    values.put("client-ca", "ca.pem");
    values.put("client-certificates", "wanted");
    values.put("max-body-bytes", 4096L);
    values.put("max-bulk-bytes", 1L << 20);
    values.put("max-requests-per-second", 50);
    values.put("hit-and-run", Map.of("seed-time", Duration.ofDays(3), "min-downloaded", 0L));
    FakeOptions options = FakeOptions.of(values);

    AdminConfig config = AdminConfig.read(options);

    assertThat(config)
        .isEqualTo(
            new AdminConfig(
                "::1",
                443,
                Path.of("token"),
                Path.of("tokens"),
                new TlsConfig.PemFiles(Path.of("c.pem"), Path.of("k.pem")),
                new ClientCertificates(
                    Optional.of(Path.of("ca.pem")), ClientCertificates.Mode.WANTED),
                new AdminLimits(4096, 1 << 20, 50),
                new HitAndRunRule(Duration.ofDays(3), 0)));
    assertThat(options.problems()).isEmpty();
    assertThat(options.askedKeys())
        .containsExactlyInAnyOrder(
            "address",
            "port",
            "credential-file",
            "credentials-file",
            "self-signed-folder",
            "certificate",
            "private-key",
            "keystore",
            "keystore-password",
            "client-ca",
            "client-certificates",
            "max-body-bytes",
            "max-bulk-bytes",
            "max-requests-per-second",
            "hit-and-run");
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
        new Violation("max-bulk-bytes", Map.of("max-bulk-bytes", 1023L)),
        new Violation("max-bulk-bytes", Map.of("max-bulk-bytes", (256L << 20) + 1)),
        new Violation("max-requests-per-second", Map.of("max-requests-per-second", 0)),
        new Violation("max-requests-per-second", Map.of("max-requests-per-second", 100_001)),
        new Violation("client-ca", Map.of("client-certificates", "wanted")),
        new Violation(
            "client-certificates", Map.of("client-ca", "ca.pem", "client-certificates", "never")),
        new Violation(
            "hit-and-run.seed-time",
            Map.of("hit-and-run", Map.of("seed-time", Duration.ofDays(3651)))),
        new Violation(
            "hit-and-run.min-downloaded", Map.of("hit-and-run", Map.of("min-downloaded", -1L))),
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
