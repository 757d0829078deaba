package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReloadRulesTest {

  private static final Path DOCUMENT = Repository.root().resolve("docs/operating.md");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private static final ReloadRules SAME = new ReloadRules(true);
  private static final ReloadRules OTHER = new ReloadRules(false);

  @Test
  void nameWhatIsDifferentAndTakesARestart() {
    assertThat(
            SAME.needRestart(
                new TreeMap<>(Map.of("deltas.file", "a", "database.user", "x", "gone.key", "1")),
                new TreeMap<>(Map.of("deltas.file", "b", "database.user", "x", "new.key", "1"))))
        .containsExactly("deltas.file", "gone.key", "new.key");
  }

  @Test
  void keepNamingItUntilTheRestart() {
    TreeMap<String, String> running =
        new TreeMap<>(
            Map.of("deltas.file", "a", "announce.interval", "1", "pre-hooks[0].name", "x"));
    TreeMap<String, String> file =
        new TreeMap<>(Map.of("deltas.file", "b", "announce.interval", "2"));

    assertThat(SAME.applied(running, file))
        .isEqualTo(Map.of("deltas.file", "a", "announce.interval", "2"));
    assertThat(SAME.needRestart(new TreeMap<>(SAME.applied(running, file)), file))
        .containsExactly("deltas.file");
  }

  @Test
  void letRenewedCertificatesInOnTheSameSocketsAlone() {
    assertThat(SAME.reloads("http.listeners[0].tls.certificate")).isTrue();
    assertThat(OTHER.reloads("http.listeners[0].tls.certificate")).isFalse();
    assertThat(SAME.reloads("http.listeners[0].port")).isFalse();
  }

  @Test
  void takeWholeKeysAndNotTheirBeginnings() {
    assertThat(SAME.reloads("plugins")).isTrue();
    assertThat(SAME.reloads("plugins-of-another-kind")).isFalse();
    assertThat(SAME.reloads("announce.interval")).isTrue();
    assertThat(SAME.reloads("pre-hooks[0].options.empty")).isTrue();
  }

  @Test
  void areThoseOfTheDocumentForEveryKeyThatShips() throws IOException {
    List<String> atOnce = documented("in effect at once");
    List<String> restart = documented("at the next start");
    assertThat(atOnce).isNotEmpty().allMatch(key -> key.contains("tls") || SAME.reloads(key));
    assertThat(restart).isNotEmpty().noneMatch(SAME::reloads);
    Path shipped = Repository.root().resolve("conf/karuta.conf");

    for (String path : LoadedConfig.load(shipped).values().keySet()) {
      assertThat(SAME.reloads(path))
          .as(path)
          .isEqualTo(atOnce.stream().anyMatch(key -> covers(key, path)));
    }
  }

  private static boolean covers(String key, String path) {
    return path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "[");
  }

  /** The keys of the row of the table that begins so. */
  private static List<String> documented(String row) throws IOException {
    String line =
        Files.readString(DOCUMENT)
            .lines()
            .filter(text -> text.startsWith("| " + row + " |"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no row '" + row + "' in " + DOCUMENT));
    List<String> keys = new ArrayList<>();
    Matcher key = QUOTED.matcher(line);
    while (key.find()) {
      keys.add(key.group(1));
    }
    return keys;
  }
}
