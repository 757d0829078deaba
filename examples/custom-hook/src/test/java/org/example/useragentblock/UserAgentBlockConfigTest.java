package org.example.useragentblock;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserAgentBlockConfigTest {

  @Test
  void hasADefaultMessage() {
    FakeOptions options = FakeOptions.of(Map.of("prefixes", List.of("Xunlei")));

    UserAgentBlockConfig config = UserAgentBlockConfig.read(options);

    assertThat(config.message()).isEqualTo("this client is not allowed here");
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(Map.of("prefixes", List.of("Xunlei", "-XL"), "message", "no leeches"));

    UserAgentBlockConfig config = UserAgentBlockConfig.read(options);

    assertThat(config).isEqualTo(new UserAgentBlockConfig(List.of("Xunlei", "-XL"), "no leeches"));
    assertThat(options.problems()).isEmpty();
    assertThat(options.askedKeys()).containsExactlyInAnyOrder("prefixes", "message");
  }

  @Test
  void wantsAtLeastOnePrefix() {
    FakeOptions options = FakeOptions.empty();

    UserAgentBlockConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("prefixes");
  }

  @Test
  void refusesAnEmptyPrefix() {
    FakeOptions options = FakeOptions.of(Map.of("prefixes", List.of("Xunlei", "")));

    UserAgentBlockConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("prefixes");
  }

  @Test
  void refusesAMessageThatClientsWouldCut() {
    FakeOptions options =
        FakeOptions.of(Map.of("prefixes", List.of("Xunlei"), "message", "x".repeat(65)));

    UserAgentBlockConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("message");
  }

  @Test
  void refusesAnEmptyMessage() {
    FakeOptions options = FakeOptions.of(Map.of("prefixes", List.of("Xunlei"), "message", ""));

    UserAgentBlockConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("message");
  }
}
