package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.config.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnknownKeyTest {

  @TempDir private Path folder;

  private List<String> problems(String text, Consumer<Options> reader) {
    return Conf.problems(folder, Conf.read(folder, text), reader);
  }

  @Test
  void suggestsTheNearestKey() {
    assertThat(
            problems(
                "announce {\n  intervall = 30 minutes\n}",
                options -> {
                  options.child("announce").string("interval", "");
                  options.child("announce").string("min-interval", "");
                }))
        .containsExactly(
            "karuta.conf:2  announce.intervall  expected a known key, perhaps interval, found"
                + " intervall");
  }

  @Test
  void listsTheKnownKeysIfNoneIsNear() {
    assertThat(
            problems(
                "colour = red",
                options -> {
                  options.string("interval", "");
                  options.child("http");
                }))
        .containsExactly(
            "karuta.conf:1  colour  expected a known key: http, interval, found colour");
  }

  @Test
  void tellsALevelThatNobodyReadOnce() {
    assertThat(problems("\nhtpp {\n  a = 1\n  b = 2\n}", options -> options.child("http")))
        .containsExactly("karuta.conf:2  htpp  expected a known key, perhaps http, found htpp");
  }

  @Test
  void looksIntoTheLevelsOfLists() {
    assertThat(
            problems(
                "l = [\n {a = 1}\n {a = 2, b = 3}\n]",
                options -> options.children("l").forEach(level -> level.string("a", ""))))
        .containsExactly("karuta.conf:3  l[1].b  expected a known key: a, found b");
  }

  @Test
  void knowsALevelThatTwoPartsReadTogether() {
    assertThat(
            problems(
                "database { url = x, journal = y }",
                options -> {
                  options.child("database").string("url", "");
                  options.child("database").string("journal", "");
                }))
        .isEmpty();
  }

  @Test
  void takesTheQuestionWhetherAKeyIsThereForAsking() {
    assertThat(problems("tls { a = 1 }", options -> options.has("tls"))).isEmpty();
  }

  @Test
  void quotesKeysThatHoldDots() {
    assertThat(problems("\"a.b\" = 1", options -> {}))
        .containsExactly("karuta.conf:1  \"a.b\"  expected a known key, found a.b");
  }

  @Test
  void looksIntoALevelThatWasAskedForFirst() {
    assertThat(
            problems(
                "tls { a = 1 }",
                options -> {
                  options.has("tls");
                  options.child("tls");
                  options.has("tls");
                }))
        .containsExactly("karuta.conf:1  tls.a  expected a known key, found a");
  }
}
