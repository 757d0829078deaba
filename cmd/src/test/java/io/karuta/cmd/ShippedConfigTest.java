package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.engine.HookSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every configuration that ships, and the default among them, read to the end by all parts. */
final class ShippedConfigTest {

  private static final Pattern KEY = Pattern.compile(" ");
  private static final Path FOLDER = Repository.root().resolve("conf");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  @Test
  void thereAreThree() throws IOException {
    assertThat(files().stream().map(file -> file.getFileName().toString()))
        .contains("karuta.conf", "mariadb.conf", "public.conf");
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingIsWrongWith(Path file) {
    assertThat(LoadedConfig.load(file).problems()).isEmpty();
  }

  @Test
  void theDefaultListensWhereTheReadmeSaysAndGuardsEveryAnnounce() {
    TrackerConfig config = LoadedConfig.load(FOLDER.resolve("karuta.conf")).config();

    assertThat(config.preHooks().stream().map(HookSpec::name))
        .containsExactly(
            "passkey",
            "client-whitelist",
            "torrent-registered",
            "stats-deltas",
            "peer-selection",
            "interval-variation");
    assertThat(config.accounts()).isTrue();
  }

  @Test
  void theDefaultShowsEveryKeyThatThereIs() {
    String effective = LoadedConfig.load(FOLDER.resolve("karuta.conf")).effective();

    // These stand in comments, or in mariadb.conf, since a default file can't name them.
    List<String> leftOut = List.of("file", "password", "ssl-mode");
    assertThat(effective.lines().filter(line -> line.endsWith("# default")))
        .allMatch(line -> leftOut.contains(KEY.splitAsStream(line.strip()).findFirst().orElse("")));
  }

  @Test
  void thePublicOneAccountsNothingAndKnowsNobody() {
    TrackerConfig config = LoadedConfig.load(FOLDER.resolve("public.conf")).config();

    assertThat(config.accounts()).isFalse();
    assertThat(config.preHooks().stream().map(HookSpec::name)).doesNotContain("passkey");
  }

  @ParameterizedTest
  @MethodSource("files")
  void printsAConfigurationThatCanBeReadAgain(Path file) throws IOException {
    Path printed = Files.createTempFile("printed", ".conf");
    try {
      Files.writeString(printed, LoadedConfig.load(file).effective());

      assertThat(LoadedConfig.load(printed).problems()).isEmpty();
    } finally {
      Files.delete(printed);
    }
  }
}
