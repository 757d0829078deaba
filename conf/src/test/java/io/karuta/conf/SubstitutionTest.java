package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.config.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubstitutionTest {

  @TempDir private Path folder;

  private List<String> problems(
      String text, Map<String, String> environment, Consumer<Options> reader) {
    return Conf.problems(folder, Conf.read(folder, text, environment), reader);
  }

  @Test
  void takesValuesFromTheEnvironment() {
    Options options =
        Conf.read(
                folder,
                "port = ${PORT}\nhost = \"http://\"${HOST}\":80\"",
                Map.of("PORT", "7000", "HOST", "example.org"))
            .options();

    assertThat(options.integer("port", 1, 1, 65535)).isEqualTo(7000);
    assertThat(options.string("host", "")).isEqualTo("http://example.org:80");
  }

  @Test
  void leavesAKeyUnsetIfAnOptionalVariableIsUndefined() {
    ConfigRoot root = Conf.read(folder, "a = ${?NONE}\nb = 1\nb = ${?NONE}");

    assertThat(root.options().has("a")).isFalse();
    assertThat(root.options().integer("b", 5, 0, 9)).isEqualTo(1);
    assertThat(root.problems()).isEmpty();
  }

  @Test
  void overridesADefaultByAnOptionalVariable() {
    ConfigRoot root = Conf.read(folder, "b = 1\nb = ${?B}", Map.of("B", "2"));

    assertThat(root.options().integer("b", 5, 0, 9)).isEqualTo(2);
    assertThat(root.problems()).isEmpty();
  }

  @Test
  void tellsEveryUndefinedVariableWithItsLineAndReadsOn() {
    assertThat(
            problems(
                "a = ${FIRST}\nb = \"x\"${SECOND}\nc = [ ${?OPTIONAL}, ${FIRST} ]\nd = ten\n",
                Map.of(),
                options -> {
                  options.integer("a", 1, 1, 9);
                  options.bool("b", true);
                  options.integers("c", List.of(), 1, 9);
                  options.integer("d", 1, 1, 9);
                }))
        .containsExactly(
            "karuta.conf:1    expected a substitution by a key or an environment variable that is"
                + " set, found ${FIRST}; ${?FIRST} would be optional",
            "karuta.conf:2    expected a substitution by a key or an environment variable that is"
                + " set, found ${SECOND}; ${?SECOND} would be optional",
            "karuta.conf:4  d  expected a whole number from 1 to 9, found \"ten\"");
  }

  @Test
  void tellsTheLineOfTheKeyForAWrongValueFromTheEnvironment() {
    assertThat(
            problems(
                "http {\n  # the port\n  port = ${?PORT}\n}",
                Map.of("PORT", "http"),
                options -> options.child("http").integer("port", 1, 1, 9)))
        .containsExactly(
            "karuta.conf:3  http.port  expected a whole number from 1 to 9, found \"http\" from the"
                + " environment variable PORT");
  }

  @Test
  void tellsTheLineWhereAWrongSubstitutedValueWasSet() {
    assertThat(
            problems(
                "base = ten\n\nport = ${base}",
                Map.of(),
                options -> {
                  options.string("base", "");
                  options.integer("port", 1, 1, 9);
                }))
        .containsExactly("karuta.conf:1  port  expected a whole number from 1 to 9, found \"ten\"");
  }

  @Test
  void tellsTheLineOfALevelThatIsMergedWithASubstitutedOne() {
    assertThat(
            problems(
                "base { a = 1 }\n\nother = ${base} { b = x }",
                Map.of(),
                options -> {
                  options.child("base").integer("a", 1, 1, 9);
                  options.child("other").integer("a", 1, 1, 9);
                  options.child("other").integer("b", 1, 1, 9);
                }))
        .containsExactly(
            "karuta.conf:3  other.b  expected a whole number from 1 to 9, found \"x\"");
  }

  @Test
  void tellsOfSubstitutionsInACircle() {
    assertThat(problems("o = ${?NONE}\na = ${b}\nb = ${a}", Map.of(), options -> {}))
        .singleElement()
        .asString()
        .startsWith("karuta.conf:")
        .contains("expected substitutions that end, found ")
        .contains("cycle");
  }

  @Test
  void doesNotTakeVariablesForKeysThatNobodySubstitutes() {
    ConfigRoot root = Conf.read(folder, "", Map.of("port", "1", "CONFIG_FORCE_port", "2"));

    assertThat(root.options().integer("port", 5, 1, 9)).isEqualTo(5);
  }
}
