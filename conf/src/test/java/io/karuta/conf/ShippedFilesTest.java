package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations that operators copy; whether their keys exist is for the modules to say. */
final class ShippedFilesTest {

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("."))) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void areHoconWithoutVariablesThatMustBeSet(Path file) {
    ConfigRoot root = ConfigFile.read(file, Path.of(""), Map.of(), Map.of());

    assertThat(root.options().has("pre-hooks")).isTrue();
    assertThat(root.problems())
        .extracting(Problem::expected)
        .allMatch(expected -> expected.startsWith("a known key"));
  }
}
