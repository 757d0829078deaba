package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {

  @TempDir private Path folder;

  @Test
  void readsAnEmptyFileAsAllDefaults() {
    ConfigRoot root = Conf.read(folder, "");

    assertThat(root.options().integer("port", 6969, 1, 65535)).isEqualTo(6969);
    assertThat(root.problems()).isEmpty();
  }

  @Test
  void readsAFileWithAByteOrderMark() {
    ConfigRoot root = Conf.read(folder, "\ufeffport = 1\nport2 = 2\n");

    assertThat(root.options().integer("port", 6969, 1, 65535)).isEqualTo(1);
    assertThat(root.options().integer("port2", 6969, 1, 65535)).isEqualTo(2);
    assertThat(root.problems()).isEmpty();
  }

  @Test
  void readsTextBeyondAscii() {
    ConfigRoot root = Conf.read(folder, "name = カルタ\nquoted = \"Größe ☃ 🂡\"\n");

    assertThat(root.options().string("name", "")).isEqualTo("カルタ");
    assertThat(root.options().string("quoted", "")).isEqualTo("Größe ☃ 🂡");
    assertThat(root.problems()).isEmpty();
  }

  @Test
  void tellsThatTheFileIsMissing() {
    Path file = folder.resolve("none.conf");

    ConfigRoot root = ConfigFile.read(file, folder);

    assertThat(root.options().requiredString("url")).isEmpty();
    assertThat(Conf.problems(folder, root))
        .containsExactly(
            "none.conf    expected a readable file, found none.conf, which is missing");
  }

  @Test
  void tellsThatTheFileIsAFolder() throws IOException {
    Path file = Files.createDirectory(folder.resolve("conf"));

    ConfigRoot root = ConfigFile.read(file, folder);

    assertThat(Conf.problems(folder, root))
        .containsExactly("conf    expected a readable file, found conf, which is a folder");
  }

  @Test
  void tellsThatTheFileIsNotInUtf8() throws IOException {
    Path file = folder.resolve("latin.conf");
    Files.write(file, "name = Größe\n".getBytes(StandardCharsets.ISO_8859_1));

    ConfigRoot root = ConfigFile.read(file, folder);

    assertThat(Conf.problems(folder, root))
        .containsExactly("latin.conf    expected a file in UTF-8, found latin.conf, which is not");
  }

  @Test
  void tellsTheLineOfASyntaxErrorAndNothingThatFollowsFromIt() {
    ConfigRoot root = Conf.read(folder, "http {\n  port = 1\n  list = [ 1, 2 }\n}\n");

    root.options().requiredString("database");
    assertThat(Conf.problems(folder, root)).hasSize(1);
    assertThat(Conf.problems(folder, root).getFirst())
        .startsWith("karuta.conf:3    expected valid HOCON, found List should have ended with ]");
  }

  @Test
  void tellsOfABraceThatIsNeverClosed() {
    ConfigRoot root = Conf.read(folder, "http {\n  port = 1\n");

    assertThat(Conf.problems(folder, root)).hasSize(1);
    assertThat(Conf.problems(folder, root).getFirst()).contains("expected valid HOCON");
  }

  @Test
  void sortsProblemsByLine() {
    ConfigRoot root = Conf.read(folder, "c = x\nb = y\na = z\n");

    root.options().integer("a", 1, 1, 9);
    root.options().integer("c", 1, 1, 9);
    root.options().integer("b", 1, 1, 9);
    assertThat(root.problems())
        .extracting(problem -> problem.path())
        .containsExactly("c", "b", "a");
  }

  @Test
  void tellsAProblemOnceThoughTheKeyIsReadTwice() {
    ConfigRoot root = Conf.read(folder, "port = x\n");

    root.options().integer("port", 1, 1, 9);
    root.options().integer("port", 1, 1, 9);
    assertThat(root.problems()).hasSize(1);
    assertThat(root.problems()).hasSize(1);
  }
}
