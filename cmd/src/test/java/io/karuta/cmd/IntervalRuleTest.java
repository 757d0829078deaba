package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer lives for longer than its client may be silent. */
final class IntervalRuleTest {

  @TempDir private Path folder;

  private List<Problem> problems(String text) throws IOException {
    Path file = folder.resolve("karuta.conf");
    Files.writeString(file, text);
    return LoadedConfig.load(file).problems();
  }

  @Test
  void aPeerThatWouldBeDroppedBetweenTwoAnnouncesIsOneProblemWithAllLines() throws IOException {
    List<Problem> problems =
        problems(
            """
            announce {
              interval = 40 minutes
            }
            swarm {
              peer-lifetime = 43 minutes
            }
            pre-hooks = [
              peer-selection
              {
                name = interval-variation
                options { max-increase = 3 minutes }
              }
            ]
            """);

    String file = folder.resolve("karuta.conf").toString();
    assertThat(problems)
        .containsExactly(
            new Problem(
                file + ":5",
                "swarm.peer-lifetime",
                "more than announce.interval, 2400 s (%s:2), and what".formatted(file)
                    + " interval-variation adds, up to 180 s (%s:9)".formatted(file),
                "2580 s"));
  }

  @Test
  void oneSecondMoreIsEnough() throws IOException {
    assertThat(
            problems(
                """
                announce.interval = 40 minutes
                swarm.peer-lifetime = 2581 seconds
                pre-hooks = [ peer-selection, interval-variation ]
                """))
        .isEmpty();
  }

  @Test
  void anIntervalBeyondTheDefaultLifetimeIsToldToo() throws IOException {
    assertThat(problems("announce.interval = 1 hour, pre-hooks = [ peer-selection ]"))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.path()).isEqualTo("swarm.peer-lifetime");
          assertThat(problem.expected()).startsWith("more than announce.interval, 3600 s (");
          assertThat(problem.found()).isEqualTo("2700 s");
        });
  }

  @Test
  void aValueThatCantBeReadIsTheOnlyProblem() throws IOException {
    assertThat(problems("announce.interval = often, pre-hooks = [ peer-selection ]"))
        .extracting(Problem::path)
        .containsExactly("announce.interval");
  }
}
