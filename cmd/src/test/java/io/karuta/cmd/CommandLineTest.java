package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no tracker. */
final class CommandLineTest {

  @TempDir private Path folder;

  @Test
  void completionIsUnderstoodByBash() throws Exception {
    Karuta completion = Karuta.run("completion", "bash");
    assertThat(completion.exit()).isZero();
    Path script = Files.writeString(folder.resolve("completion"), completion.out());

    assertThat(completed(script, "karuta", "")).contains("serve", "client", "completion");
    assertThat(completed(script, "karuta", "client", "tor")).containsExactly("torrent");
    assertThat(completed(script, "karuta", "client", "torrent", "add"))
        .containsExactly("add", "addfile");
    assertThat(completed(script, "karuta", "client", "torrent", "list", "--st"))
        .containsExactly("--status");
    assertThat(completed(script, "karuta", "client", "ping", "--js")).containsExactly("--json");
    assertThat(completed(script, "karuta", "warmup", "--from", "u")).containsExactly("unit3d");
    assertThat(completed(script, "karuta", "warmup", "--ssl-mode", "verify-c"))
        .containsExactly("verify-ca");
    assertThat(Karuta.run("completion", "zsh").out()).endsWith(completion.out().substring(100));
    assertThat(Karuta.run("completion", "fish").exit()).isEqualTo(2);
  }

  /** What bash offers for the last of these words. */
  private List<String> completed(Path script, String... words) throws Exception {
    String body =
        """
        set -e
        compopt() { :; } # works only where a key was hit
        source "$1"; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
        function=$(complete -p karuta | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
        set +e
        $function
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    List<String> command =
        new ArrayList<>(List.of("bash", "--norc", "-c", body, "test", script.toString()));
    command.addAll(List.of(words));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(output).isZero();
    return output.lines().map(String::strip).filter(line -> !line.isEmpty()).sorted().toList();
  }

  @Test
  void genkeyMakesAKeyAndACertificateForNamesAndAddresses() throws Exception {
    Path certificate = folder.resolve("tls/certificate.pem");
    Path key = folder.resolve("tls/key.pem");

    Karuta genkey =
        Karuta.run(
            "genkey",
            "tracker.example",
            "192.0.2.1",
            "2001:db8::1",
            "--days",
            "30",
            "--certificate",
            certificate.toString(),
            "--private-key",
            key.toString());

    assertThat(genkey.exit()).as(genkey.err()).isZero();
    assertThat(genkey.out()).contains(certificate.toString()).contains(key.toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----\n");
    X509Certificate made = certificate(certificate);
    assertThat(made.getPublicKey().getAlgorithm()).isEqualTo("EC");
    assertThat(made.getSubjectAlternativeNames())
        .extracting(name -> name.get(1).toString())
        .containsExactlyInAnyOrder("tracker.example", "192.0.2.1", "2001:db8:0:0:0:0:0:1");
    assertThat(made.getNotAfter().toInstant())
        .isBetween(
            Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
  }

  private static X509Certificate certificate(Path file) throws Exception {
    try (var pem = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }

  @Test
  void genkeyOverwritesNothing() throws IOException {
    Path key = Files.writeString(folder.resolve("key.pem"), "mine");

    Karuta genkey =
        Karuta.run(
            "genkey",
            "localhost",
            "--private-key",
            key.toString(),
            "--certificate",
            folder.resolve("certificate.pem").toString());

    assertThat(genkey.exit()).isEqualTo(1);
    assertThat(genkey.err()).contains(key + " is there already");
    assertThat(key).hasContent("mine");
    assertThat(folder.resolve("certificate.pem")).doesNotExist();
  }

  @Test
  void genkeyRefusesWhatIsNoName() {
    for (String name : List.of("", "-x-", "a..b", "a b", "300.1.1.1", "1.2.3", "::g", "x,dns:y")) {
      Karuta genkey =
          Karuta.run(
              "genkey", "--certificate", folder + "/c", "--private-key", folder + "/k", "--", name);
      assertThat(genkey.exit()).as(name).isEqualTo(2);
    }
    assertThat(Karuta.run("genkey").exit()).isEqualTo(2);
    assertThat(Karuta.run("genkey", "a", "--days", "0").exit()).isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }
}
