package io.karuta.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("new/credential");
  }

  @Test
  void isMadeForItsOwnerOnly() throws IOException {
    Credential.open(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
    try (var siblings = Files.list(file.getParent())) {
      assertThat(siblings).containsExactly(file);
    }
  }

  @Test
  void isRandom() throws IOException {
    Credential.open(file);
    Credential.open(folder.resolve("second"));

    assertThat(Files.readString(file)).isNotEqualTo(Files.readString(folder.resolve("second")));
  }

  @Test
  void isKept() throws IOException {
    Credential.open(file);
    String token = Files.readString(file).strip();

    Credential again = Credential.open(file);

    assertThat(again.admits("Bearer " + token)).contains("token");
    assertThat(Files.readString(file).strip()).isEqualTo(token);
  }

  @Test
  void admitsBearerAndBasicInAnyCase() throws IOException {
    Credential credential = Credential.open(file);
    String token = Files.readString(file).strip();

    assertThat(credential.admits("Bearer " + token)).contains("token");
    assertThat(credential.admits("bearer  " + token + " ")).contains("token");
    assertThat(credential.admits("Basic " + base64("admin:" + token))).contains("admin");
    assertThat(credential.admits("BASIC " + base64("admin:" + token))).contains("admin");
  }

  @Test
  void admitsNothingElse() throws IOException {
    Credential credential = Credential.open(file);
    String token = Files.readString(file).strip();

    assertThat(credential.admits(null)).isEmpty();
    assertThat(credential.admits("")).isEmpty();
    assertThat(credential.admits(token)).isEmpty();
    assertThat(credential.admits("Bearer")).isEmpty();
    assertThat(credential.admits("Bearer ")).isEmpty();
    assertThat(credential.admits("Bearer " + token.substring(1))).isEmpty();
    assertThat(credential.admits("Bearer " + token + "0")).isEmpty();
    assertThat(credential.admits("Bearer " + "0".repeat(64))).isEmpty();
    assertThat(credential.admits("Digest " + token)).isEmpty();
    assertThat(credential.admits("Basic " + token)).isEmpty();
    assertThat(credential.admits("Basic " + base64("root:" + token))).isEmpty();
    assertThat(credential.admits("Basic " + base64("admin:"))).isEmpty();
    assertThat(credential.admits("Basic " + base64("admin"))).isEmpty();
    assertThat(credential.admits("Basic " + base64("admin:" + token + "x"))).isEmpty();
    assertThat(credential.admits("Basic %%%")).isEmpty();
  }

  @Test
  void mayBeChosenByTheOperator() throws IOException {
    PrivateFiles.write(file, "  a-token-of-at-least-32-characters!\n".getBytes(ISO_8859_1));

    Credential credential = Credential.open(file);

    assertThat(credential.admits("Bearer a-token-of-at-least-32-characters!")).contains("token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "short", "two words that are long enough all right"})
  void refusesAFileWithoutAGoodToken(String content) throws IOException {
    PrivateFiles.write(file, content.getBytes(ISO_8859_1));

    assertThatThrownBy(() -> Credential.open(file))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("credential-file: " + file)
        .hasMessageContaining("32 to 256 visible ASCII characters")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("two words"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void refusesAFileThatOthersCanUse(String permissions) throws IOException {
    Credential.open(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> Credential.open(file))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("expected: mode 600");
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> Credential.open(folder))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("credential-file: " + folder);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }
}
