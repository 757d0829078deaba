package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.ErrorPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EffectiveConfigTest {

  @TempDir private Path folder;

  private static void read(Options options) {
    options.string("name", "a \"quoted\" name");
    options.bool("flag", false);
    options.choice("policy", ErrorPolicy.class, ErrorPolicy.REFUSE);
    Options http = options.child("http");
    for (Options listener : http.children("listeners")) {
      listener.string("address", "0.0.0.0");
      listener.integer("port", 6969, 1, 65535);
    }
    http.duration("timeout", Duration.ofSeconds(90), Duration.ZERO, Duration.ofHours(1));
    http.sizeBytes("buffer", 16 << 10, 0, 1 << 30);
    http.decimal("share", 0.5, 0, 1);
    http.strings("hosts", List.of("a", "b"));
    http.children("proxies");
    options.path("file", "data/swarm");
    options.optionalPath("journal");
    options.secret("password", "none");
    options.has("tls");
  }

  @Test
  void showsEveryKeyInTheOrderOfAskingAndMarksDefaults() {
    ConfigRoot root =
        Conf.read(
            folder,
            """
            http.hosts = [ "x" ]
            http.timeout = 120s
            http.listeners = [ { port = 1 }, { address = "::" } ]
            file = data/other
            password = hunter2
            flag = true
            """);

    read(root.options());

    assertThat(root.effective())
        .isEqualTo(
            """
            name = "a \\"quoted\\" name"  # default
            flag = true
            policy = refuse  # default
            http {
              listeners = [
                {
                  address = "0.0.0.0"  # default
                  port = 1
                }
                {
                  address = "::"
                  port = 6969  # default
                }
              ]
              timeout = "2 minutes"
              buffer = "16 KiB"  # default
              share = 0.5  # default
              hosts = ["x"]
              proxies = []
            }
            file = "data/other"
            # journal is not set
            password = "****"
            """);
  }

  @Test
  void readsBackAsTheSameConfiguration() {
    ConfigRoot first = Conf.read(folder, "http.listeners = [ { port = 1 } ], journal = /j");
    read(first.options());

    ConfigRoot second = Conf.read(folder, first.effective());
    read(second.options());

    assertThat(second.problems()).isEmpty();
    assertThat(second.effective()).isEqualTo(first.effective().replace("  # default", ""));
  }
}
