package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DuplicateKeyTest {

  @TempDir private Path folder;

  private List<String> duplicates(String text) {
    return Conf.problems(folder, Conf.read(folder, text)).stream()
        .filter(problem -> problem.contains("each key once"))
        .toList();
  }

  @Test
  void tellsBothLinesOfAKeyThatIsSetTwice() {
    assertThat(duplicates("a = 1\n# comment\na = 2\n"))
        .containsExactly("karuta.conf:3  a  expected each key once, found it again, after line 1");
  }

  @Test
  void findsAKeyThatIsSetTwiceInDifferentSpellings() {
    assertThat(duplicates("http {\n  port = 1\n}\nhttp.port = 2\n\"http\" { \"port\": 3 }\n"))
        .containsExactly(
            "karuta.conf:4  http.port  expected each key once, found it again, after line 2",
            "karuta.conf:5  http.port  expected each key once, found it again, after line 4");
  }

  @Test
  void findsAKeyThatIsSetTwiceInALevelOfAList() {
    assertThat(duplicates("l = [\n { n = 1 },\n { n = 2\n n = 3 } ]"))
        .containsExactly(
            "karuta.conf:4  l[1].n  expected each key once, found it again, after line 3");
  }

  @Test
  void findsAKeyThatIsSetTwiceSinceACommaIsMissingBetweenTwoLevels() {
    assertThat(duplicates("l = [ { n = 1 } { n = 2 } ]"))
        .containsExactly(
            "karuta.conf:1  l[0].n  expected each key once, found it again, after line 1");
  }

  @Test
  void findsAListThatIsSetTwice() {
    assertThat(duplicates("l = [ { n = 1 } ]\nl = [ { n = 2 } ]"))
        .containsExactly("karuta.conf:2  l  expected each key once, found it again, after line 1");
  }

  @Test
  void findsAValueThatReplacesALevelAndTheOtherWayRound() {
    assertThat(duplicates("a { b = 1 }\na = 2\nc = 1\nc { d = 2 }"))
        .containsExactly(
            "karuta.conf:2  a  expected each key once, found it again, after line 1",
            "karuta.conf:4  c  expected each key once, found it again, after line 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a { b = 1 }\na { c = 2 }\na.d = 3",
        "a = 1\na = ${?NONE}",
        "a = [x]\na += y",
        "a = x\na = ${a}\" y\"",
        "a = [ { n = 1 }, { n = 2 }\n { n = 3 } ]\nb = [1,1,1]",
        "base { n = 1 }\na = ${base} { n = 2 }",
        "a = \"b = 1\"\n# b = 1\nb = 2 // b = 3\nc = \"\"\"\nb = 4\n\"\"\"",
        "a = \"quote \\\" b = 1\"\nb = 2",
        "a = x y z, b = 1",
        "{ a = 1, b { c = 2 } }",
        "include = 1\nincludes = 2",
        "a\n{ b = 1 }\na { c = 2 }",
      })
  void letsPassWhatBuildsOnEarlierValues(String text) {
    assertThat(duplicates(text)).isEmpty();
  }

  @Test
  void letsTheIncludingFileOverride() {
    Conf.write(folder, "base.conf", "a = 1");

    assertThat(duplicates("include \"base.conf\"\na = 2")).isEmpty();
  }
}
