package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {

  @TempDir private Path folder;

  @Test
  void readsASecretThatStandsInTheConfiguration() {
    ConfigRoot root = Conf.read(folder, "password = 00123");

    assertThat(root.options().secret("password", "")).isEqualTo("00123");
    assertThat(root.problems()).isEmpty();
  }

  @Test
  void readsASecretFromTheEnvironment() {
    ConfigRoot root = Conf.read(folder, "password = ${?SECRET}", Map.of("SECRET", "hunter2"));

    assertThat(root.options().secret("password", "")).isEqualTo("hunter2");
  }

  @Test
  void readsASecretFromAFileWithoutTheEndOfItsLine() {
    Conf.write(folder, "password.txt", " hunter2\n");
    ConfigRoot root = Conf.read(folder, "password { file = password.txt }");

    assertThat(root.options().secret("password", "")).isEqualTo(" hunter2");
    assertThat(root.problems()).isEmpty();
  }

  @Test
  void tellsThatTheFileIsMissing() {
    ConfigRoot root = Conf.read(folder, "\npassword {\n  file = none.txt\n}");

    root.options().secret("password", "");
    assertThat(Conf.problems(folder, root))
        .containsExactly(
            "karuta.conf:3  password.file  expected a file with a secret, found none.txt, which is"
                + " missing");
  }

  @Test
  void tellsThatTheFileIsEmptyOrFarTooLong() {
    Conf.write(folder, "empty.txt", "\n");
    Conf.write(folder, "long.txt", "x".repeat(5000));
    ConfigRoot root = Conf.read(folder, "a { file = empty.txt }\nb { file = long.txt }");

    root.options().secret("a", "");
    root.options().secret("b", "");
    assertThat(Conf.problems(folder, root))
        .containsExactly(
            "karuta.conf:1  a.file  expected a file with a secret of 1 to 4096 bytes, found"
                + " empty.txt, which is empty",
            "karuta.conf:2  b.file  expected a file with a secret of 1 to 4096 bytes, found"
                + " long.txt, which is longer");
  }

  @Test
  void tellsOfOtherKeysBesideTheFile() {
    Conf.write(folder, "password.txt", "hunter2");
    ConfigRoot root = Conf.read(folder, "a { file = password.txt, fiel = x }\nb { }");

    root.options().secret("a", "");
    root.options().secret("b", "");
    assertThat(Conf.problems(folder, root))
        .containsExactly(
            "karuta.conf:1  a.fiel  expected a known key, perhaps file, found fiel",
            "karuta.conf:2  b  expected a text, or { file = \"...\" }, found a level in braces"
                + " without file");
  }

  @Test
  void neverShowsASecret() {
    ConfigRoot root = Conf.read(folder, "a = hunter2\nb = [ hunter3 ]\n");

    root.options().secret("a", "");
    root.options().secret("b", "");
    root.options().secret("c", "hunter4");
    assertThat(Conf.problems(folder, root))
        .containsExactly("karuta.conf:2  b  expected a text, or { file = \"...\" }, found a list");
    assertThat(root.effective()).isEqualTo("a = \"****\"\nb = \"****\"\nc = \"****\"  # default\n");
  }
}
