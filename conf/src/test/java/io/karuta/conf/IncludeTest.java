package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.config.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IncludeTest {

  @TempDir private Path folder;

  private static void read(Options options) {
    options.integer("a", 1, 1, 9);
    options.integer("b", 1, 1, 9);
    options.child("level").integer("c", 1, 1, 9);
    options.child("level").integer("d", 1, 1, 9);
  }

  private List<String> problems(String text) {
    return Conf.problems(folder, Conf.read(folder, text), IncludeTest::read);
  }

  @Test
  void readsAnIncludedFileBeneathTheKeysOfItsOwn() {
    Conf.write(folder, "base.conf", "a = 1\nb = 2\nlevel { c = 3, d = 4 }");
    ConfigRoot root = Conf.read(folder, "include \"base.conf\"\nb = 5\nlevel { d = 6 }");

    assertThat(root.options().integer("a", 9, 1, 9)).isEqualTo(1);
    assertThat(root.options().integer("b", 9, 1, 9)).isEqualTo(5);
    assertThat(root.options().child("level").integer("c", 9, 1, 9)).isEqualTo(3);
    assertThat(root.options().child("level").integer("d", 9, 1, 9)).isEqualTo(6);
    assertThat(root.problems()).isEmpty();
  }

  @Test
  void tellsFileAndLineOfProblemsOfBothFiles() {
    Conf.write(folder, "base.conf", "\na = x\nlevel {\n  c = y\n  e = 1\n}");

    assertThat(problems("include \"base.conf\"\n\n\n\nb = z\nlevel.d = w"))
        .containsExactly(
            "karuta.conf:5  b  expected a whole number from 1 to 9, found \"z\"",
            "karuta.conf:6  level.d  expected a whole number from 1 to 9, found \"w\"",
            "base.conf:2  a  expected a whole number from 1 to 9, found \"x\"",
            "base.conf:4  level.c  expected a whole number from 1 to 9, found \"y\"",
            "base.conf:5  level.e  expected a known key: c, d, found e");
  }

  @Test
  void findsFilesRelativeToTheIncludingOne() throws IOException {
    Files.createDirectory(folder.resolve("parts"));
    Conf.write(folder, "parts/one.conf", "include \"two.conf\"\na = 3");
    Conf.write(folder, "parts/two.conf", "b = 4");
    ConfigRoot root = Conf.read(folder, "include \"parts/one.conf\"");

    assertThat(root.options().integer("a", 9, 1, 9)).isEqualTo(3);
    assertThat(root.options().integer("b", 9, 1, 9)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include \"none.conf\"",
        "include file(\"none.conf\")",
        "include required(\"none.conf\")",
        "include required(file(\"none.conf\"))"
      })
  void tellsTheLineOfAnIncludeWhoseFileIsMissing(String include) {
    assertThat(problems("a = 1\n" + include + "\nb = x"))
        .containsExactly(
            "karuta.conf:2    expected a readable file, found none.conf, which is missing",
            "karuta.conf:3  b  expected a whole number from 1 to 9, found \"x\"");
  }

  @Test
  void tellsTheFileOfASyntaxErrorInAnIncludedFile() {
    Conf.write(folder, "base.conf", "a = 1\nb = [");

    assertThat(problems("include \"base.conf\""))
        .singleElement()
        .asString()
        .startsWith("base.conf:2    expected valid HOCON, found ");
  }

  @Test
  void refusesAFileThatIncludesItself() {
    Conf.write(folder, "base.conf", "\ninclude \"./karuta.conf\"");

    assertThat(problems("include \"base.conf\""))
        .singleElement()
        .asString()
        .startsWith("base.conf:2    expected an include of another file, found ");
  }

  @Test
  void fetchesNothingAndLooksAtNoClassPath() {
    assertThat(
            problems("include url(\"http://127.0.0.1:1/x.conf\")\ninclude classpath(\"x.conf\")"))
        .containsExactly(
            "karuta.conf:1    expected an include of a file, found a URL",
            "karuta.conf:2    expected an include of a file, found a resource of the class path");
  }

  @Test
  void triesNoOtherEndings() {
    Conf.write(folder, "base.conf", "a = 1");

    assertThat(problems("include \"base\""))
        .containsExactly("karuta.conf:1    expected a readable file, found base, which is missing");
  }
}
