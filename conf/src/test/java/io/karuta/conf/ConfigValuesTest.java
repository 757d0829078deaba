package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.config.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigValuesTest {

  @TempDir private Path folder;

  private SortedMap<String, String> values(String text) {
    ConfigRoot root = Conf.read(folder, text);
    read(root.options());
    assertThat(root.problems()).isEmpty();
    return root.values();
  }

  private static void read(Options options) {
    Options http = options.child("http");
    for (Options listener : http.children("listeners")) {
      listener.integer("port", 6969, 1, 65535);
    }
    http.integer("io-threads", 0, 0, 100);
    options.optionalPath("file");
    options.secret("password", "none");
    options.has("tls");
  }

  @Test
  void namesEveryKeyByItsPathDefaultsIncluded() {
    assertThat(values("http.listeners = [ { port = 1 }, {} ]"))
        .containsEntry("http.listeners[0].port", "1")
        .containsEntry("http.listeners[1].port", "6969")
        .containsEntry("http.io-threads", "0")
        .containsEntry("file", "")
        .containsKey("password")
        .hasSize(5);
  }

  @Test
  void areTheSameForTheSameMeaning() {
    assertThat(values("http { io-threads = 0 }")).isEqualTo(values("# nothing"));
  }

  @Test
  void tellSecretsApartAndKeepThem() throws Exception {
    SortedMap<String, String> one = values("password = hunter2");
    SortedMap<String, String> other = values("password = hunter3");
    Path secret = Files.writeString(folder.resolve("secret"), "hunter2\n");
    SortedMap<String, String> filed = values("password = { file = \"" + secret + "\" }");
    Files.writeString(secret, "hunter4\n");
    SortedMap<String, String> changed = values("password = { file = \"" + secret + "\" }");

    assertThat(one.get("password")).doesNotContain("hunter").isNotEqualTo(other.get("password"));
    assertThat(filed.get("password")).isEqualTo(one.get("password"));
    assertThat(changed.get("password")).isNotEqualTo(filed.get("password"));
  }

  @Test
  void ofTheCommandLineHoldOverTheFile() {
    Path file = Conf.write(folder, "karuta.conf", "http { io-threads = 3, listeners = [] }");
    ConfigRoot root = ConfigFile.read(file, folder, Map.of("http.io-threads", 5));
    read(root.options());

    assertThat(root.problems()).isEmpty();
    assertThat(root.values()).containsEntry("http.io-threads", "5");
    assertThat(root.effective()).contains("io-threads = 5\n");
  }
}
