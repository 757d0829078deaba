package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every block of HOCON in docs/ is HOCON, and sets no key twice. */
final class DocsTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern BLOCK = Pattern.compile("(?s)```hocon\n(.*?)```");

  @TempDir private Path folder;

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void holdsBlocksOfHocon(Path page) throws IOException {
    Conf.write(folder, "karuta.conf", "");
    for (String block :
        BLOCK.matcher(Files.readString(page)).results().map(match -> match.group(1)).toList()) {
      ConfigRoot root =
          ConfigFile.read(Conf.write(folder, "block.conf", block), folder, Map.of(), Map.of());

      assertThat(root.problems())
          .as(block)
          .extracting(Problem::expected)
          .allMatch(expected -> expected.startsWith("a known key"));
    }
  }
}
