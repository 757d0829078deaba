package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The unit for systemd and the section for supervisord fit the tracker that they start. */
final class ServiceFilesTest {

  private static final Path ROOT = Repository.root();
  private static final Path HOME = Path.of("/opt/karuta");

  private static String file(String name) throws IOException {
    return Files.readString(ROOT.resolve("conf").resolve(name));
  }

  private static String value(String file, String key) throws IOException {
    Matcher line = Pattern.compile("(?m)^" + key + "=(.*)$").matcher(file(file));
    assertThat(line.find()).as(key + " in " + file).isTrue();
    return line.group(1);
  }

  @ParameterizedTest
  @CsvSource({"karuta.service, ExecStart", "supervisord.ini, command"})
  void startsTheLauncherWithACommandThatThereIs(String file, String key) throws IOException {
    List<String> words = List.of(value(file, key).split(" "));

    assertThat(ROOT.resolve(HOME.relativize(Path.of(words.getFirst())))).isExecutable();
    CommandLine.ParseResult parsed =
        Main.commandLine(Map.of()).parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("serve");
    Path config = parsed.subcommand().matchedOptionValue("--config", Path.of(""));
    assertThat(ROOT.resolve(HOME.relativize(config))).isRegularFile();
  }

  @ParameterizedTest
  @CsvSource({"karuta.service, TimeoutStopSec", "supervisord.ini, stopwaitsecs"})
  void leavesTheStopItsTime(String file, String key) throws IOException {
    TrackerConfig config = LoadedConfig.load(ROOT.resolve("conf/karuta.conf")).config();

    assertThat(Duration.ofSeconds(Long.parseLong(value(file, key))))
        .isGreaterThan(config.stopTimeout().plus(ServeCommand.GRACE));
  }

  @ParameterizedTest
  @CsvSource({"karuta.service, RestartPreventExitStatus", "supervisord.ini, exitcodes"})
  void doesNotStartAWrongConfigurationAgain(String file, String key) throws IOException {
    assertThat(value(file, key).split("[ ,]")).contains("2", String.valueOf(ExitCode.WRONG_CONFIG));
  }

  @Test
  void aStopBeforeTheTrackerHasBegunIsNoFailure() throws IOException {
    // What the JVM ends with by SIGTERM as long as no shutdown hook of ours ends it.
    assertThat(value("karuta.service", "SuccessExitStatus")).isEqualTo("143");
  }

  @ParameterizedTest
  @ValueSource(strings = {"karuta.service", "supervisord.ini"})
  void namesOnlyPathsThatShip(String name) throws IOException {
    List<String> paths = new ArrayList<>();
    Matcher path = Pattern.compile("/opt/karuta(/[a-z./]*[a-z])?").matcher(file(name));
    while (path.find()) {
      paths.add(path.group());
    }

    assertThat(paths).isNotEmpty();
    assertThat(paths.stream().distinct().filter(one -> !one.equals("/opt/karuta/data")))
        .allMatch(one -> Files.exists(ROOT.resolve(HOME.relativize(Path.of(one)))));
  }

  @Test
  void letsTheTrackerWriteWhereItWritesByDefault() throws IOException {
    LoadedConfig loaded = LoadedConfig.load(ROOT.resolve("conf/karuta.conf"));
    Path allowed = HOME.relativize(Path.of(value("karuta.service", "ReadWritePaths")));

    assertThat(
            List.of(
                loaded.deltaFile(),
                loaded.config().swarm().file().orElseThrow(),
                loaded.config().admin().credentialFile(),
                loaded.config().admin().credentialsFile()))
        .allMatch(file -> file.startsWith(Home.folder().resolve(allowed)));
  }
}
