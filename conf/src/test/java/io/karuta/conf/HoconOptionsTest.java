package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.ErrorPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HoconOptionsTest {

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;

  private Options options(String text) {
    return Conf.read(folder, text).options();
  }

  private List<String> problems(String text, Consumer<Options> reader) {
    return Conf.problems(folder, Conf.read(folder, text), reader);
  }

  @Test
  void givesFallbacksForKeysThatAreNotSet() {
    Options options = options("");

    assertThat(options.string("a", "x")).isEqualTo("x");
    assertThat(options.secret("b", "y")).isEqualTo("y");
    assertThat(options.integer("c", 1, 0, 9)).isEqualTo(1);
    assertThat(options.longInteger("d", 2, 0, 9)).isEqualTo(2);
    assertThat(options.decimal("e", 0.5, 0, 1)).isEqualTo(0.5);
    assertThat(options.bool("f", true)).isTrue();
    assertThat(options.duration("g", DAY, DAY, DAY)).isEqualTo(DAY);
    assertThat(options.sizeBytes("h", 3, 0, 9)).isEqualTo(3);
    assertThat(options.path("i", "data")).isEqualTo(folder.resolve("data"));
    assertThat(options.optionalPath("j")).isEmpty();
    assertThat(options.choice("k", ErrorPolicy.class, ErrorPolicy.REFUSE))
        .isEqualTo(ErrorPolicy.REFUSE);
    assertThat(options.strings("l", List.of("z"))).containsExactly("z");
    assertThat(options.integers("m", List.of(4), 0, 9)).containsExactly(4);
    assertThat(options.children("n")).isEmpty();
    assertThat(options.has("o")).isFalse();
  }

  @Test
  void takesAListThatIsNotThereForOneOfDefaults() {
    Options options = options("b = []");

    List<Options> absent = options.childrenOrDefault("a");

    assertThat(absent).hasSize(1);
    assertThat(absent.getFirst().path()).isEqualTo("a[0]");
    assertThat(absent.getFirst().string("name", "x")).isEqualTo("x");
    assertThat(options.childrenOrDefault("b")).isEmpty();
    assertThat(options.childrenOrDefault("a")).hasSize(1);
  }

  @Test
  void readsEveryType() {
    Options options =
        options(
            """
            a = some text
            c = 7, d = 9223372036854775807
            e = 0.25, f = false, g = 90 s, h = 64 MiB
            i = data/swarm, j = /var/lib/karuta
            k = proceed, l = [x, "y z", 3], m = [1, 2]
            """);

    assertThat(options.string("a", "")).isEqualTo("some text");
    assertThat(options.integer("c", 1, 0, 9)).isEqualTo(7);
    assertThat(options.longInteger("d", 2, 0, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(options.decimal("e", 0.5, 0, 1)).isEqualTo(0.25);
    assertThat(options.bool("f", true)).isFalse();
    assertThat(options.duration("g", DAY, Duration.ZERO, DAY)).isEqualTo(Duration.ofSeconds(90));
    assertThat(options.sizeBytes("h", 3, 0, Long.MAX_VALUE)).isEqualTo(64L << 20);
    assertThat(options.path("i", "data")).isEqualTo(folder.resolve("data/swarm"));
    assertThat(options.optionalPath("j")).contains(Path.of("/var/lib/karuta"));
    assertThat(options.choice("k", ErrorPolicy.class, ErrorPolicy.REFUSE))
        .isEqualTo(ErrorPolicy.PROCEED);
    assertThat(options.strings("l", List.of())).containsExactly("x", "y z", "3");
    assertThat(options.integers("m", List.of(), 0, 9)).containsExactly(1, 2);
  }

  @Test
  void readsDottedKeysAsLevels() {
    Options options = options("a.b.c = 1\na { b { d = 2 } }\n");

    Options level = options.child("a").child("b");
    assertThat(level.path()).isEqualTo("a.b");
    assertThat(level.integer("c", 0, 0, 9)).isEqualTo(1);
    assertThat(level.integer("d", 0, 0, 9)).isEqualTo(2);
  }

  @Test
  void tellsTheLineOfADottedKey() {
    assertThat(problems("x = 1\na.b = no\n", o -> read(o)))
        .containsExactly("karuta.conf:2  a.b  expected true or false, found \"no\"");
  }

  private static void read(Options options) {
    options.integer("x", 1, 1, 9);
    options.child("a").bool("b", true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "on", "no", "off", "1", "TRUE"})
  void refusesOtherWordsForTrueAndFalse(String word) {
    assertThat(problems("a = " + word, o -> o.bool("a", true)))
        .singleElement()
        .asString()
        .startsWith("karuta.conf:1  a  expected true or false, found ");
  }

  @Test
  void readsNumbersAndBooleansThatAreGivenAsTexts() {
    Options options = options("a = \"6969\", b = \"true\", c = \"0.5\"");

    assertThat(options.integer("a", 1, 1, 65535)).isEqualTo(6969);
    assertThat(options.bool("b", false)).isTrue();
    assertThat(options.decimal("c", 0, 0, 1)).isEqualTo(0.5);
  }

  @Test
  void readsTextsThatAreGivenAsNumbersExactlyAsTheyAreWritten() {
    Options options = options("a = 007, b = 1e5, c = true, d = 1.50");

    assertThat(options.string("a", "")).isEqualTo("007");
    assertThat(options.string("b", "")).isEqualTo("1e5");
    assertThat(options.string("c", "")).isEqualTo("true");
    assertThat(options.string("d", "")).isEqualTo("1.50");
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1.5",
    "2.0, 2.0",
    "1e3, 1e3",
    "99999999999999999999, \"99999999999999999999\"",
    "4294967296, 4294967296",
    "-1, -1",
    "NaN, \"NaN\"",
    "Infinity, \"Infinity\"",
    "0x10, \"0x10\"",
    "ten, \"ten\"",
    "'[1]', a list",
    "'{b=1}', a level in braces",
  })
  void refusesWhatIsNoWholeNumberInRange(String value, String found) {
    assertThat(problems("\na = " + value, o -> o.integer("a", 1, 0, 65535)))
        .containsExactly(
            "karuta.conf:2  a  expected a whole number from 0 to 65535, found " + found);
  }

  @Test
  void keepsWithin64Bits() {
    assertThat(problems("a = 9223372036854775808", o -> o.longInteger("a", 1, 0, Long.MAX_VALUE)))
        .containsExactly(
            "karuta.conf:1  a  expected a whole number of 0 or more, found"
                + " \"9223372036854775808\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "1e400", "-0.1", "1.1", "Infinity", "0x1p3", "1d"})
  void refusesWhatIsNoNumberInRange(String value) {
    assertThat(problems("a = " + value, o -> o.decimal("a", 0.5, 0, 1)))
        .singleElement()
        .asString()
        .startsWith("karuta.conf:1  a  expected a number from 0.0 to 1.0, found ");
  }

  @Test
  void refusesADurationWithoutAUnit() {
    assertThat(problems("a = 30", o -> o.duration("a", DAY, Duration.ZERO, DAY)))
        .containsExactly(
            "karuta.conf:1  a  expected a duration with a unit, such as 30 minutes, from 0 seconds"
                + " to 1 day, found 30, which needs a unit");
  }

  @Test
  void refusesADurationOutOfRange() {
    assertThat(problems("a = 25h", o -> o.duration("a", DAY, Duration.ZERO, DAY)))
        .containsExactly(
            "karuta.conf:1  a  expected a duration with a unit, such as 30 minutes, from 0 seconds"
                + " to 1 day, found \"25h\"");
  }

  @Test
  void refusesASizeWithoutAUnit() {
    assertThat(problems("a = 64", o -> o.sizeBytes("a", 1, 1024, 1L << 30)))
        .containsExactly(
            "karuta.conf:1  a  expected a size with a unit, such as 64 MiB, from 1 KiB to 1 GiB,"
                + " found 64, which needs a unit");
  }

  @Test
  void refusesAWordThatIsNoChoice() {
    assertThat(problems("a = Refuse", o -> o.choice("a", ErrorPolicy.class, ErrorPolicy.PROCEED)))
        .containsExactly("karuta.conf:1  a  expected one of refuse, proceed, found \"Refuse\"");
  }

  @Test
  void takesNullAsNotSet() {
    Options options = options("a = null, b = null");

    assertThat(options.has("a")).isFalse();
    assertThat(options.integer("a", 5, 0, 9)).isEqualTo(5);
    assertThat(options.children("b")).isEmpty();
  }

  @Test
  void refusesNullWhereATextMustBe() {
    assertThat(problems("a = null", o -> o.requiredString("a")))
        .containsExactly("karuta.conf:1  a  expected a text, found null");
  }

  @Test
  void refusesNothingWhereATextMustBe() {
    assertThat(problems("\nlevel {\n}\n", o -> o.child("level").requiredString("a")))
        .containsExactly("karuta.conf:2  level.a  expected a text, found nothing");
  }

  @Test
  void refusesAnEmptyTextWhereOneMustBe() {
    assertThat(problems("a = \"  \"", o -> o.requiredString("a")))
        .containsExactly("karuta.conf:1  a  expected a text that is not empty, found \"  \"");
  }

  @Test
  void refusesAnEmptyPathAndOneThatNoFileSystemKnows() {
    assertThat(problems("a = \"\"\nb = \"x\\u0000y\"", HoconOptionsTest::readPaths))
        .hasSize(2)
        .allMatch(problem -> problem.contains("expected a path, found "));
  }

  private static void readPaths(Options options) {
    options.path("a", "data");
    options.optionalPath("b");
  }

  @Test
  void refusesASingleValueWhereAListIsExpected() {
    assertThat(problems("a = x\nb = 1\nc { }", HoconOptionsTest::readLists))
        .containsExactly(
            "karuta.conf:1  a  expected a list in brackets, found \"x\"",
            "karuta.conf:2  b  expected a list in brackets, found 1",
            "karuta.conf:3  c  expected a list in brackets, found a level in braces");
  }

  @Test
  void refusesALevelWithNumbersForKeysWhereAListIsExpected() {
    assertThat(problems("a { \"0\" = x, \"1\" = y }", HoconOptionsTest::readLists))
        .containsExactly("karuta.conf:1  a  expected a list in brackets, found a level in braces");
  }

  private static void readLists(Options options) {
    options.strings("a", List.of());
    options.integers("b", List.of(), 0, 9);
    options.children("c");
  }

  @Test
  void tellsWhichElementOfAListIsWrong() {
    assertThat(
            problems("a = [\n  1,\n  ten\n  null\n  3\n]", o -> o.integers("a", List.of(), 0, 9)))
        .containsExactly(
            "karuta.conf:3  a[1]  expected a whole number from 0 to 9, found \"ten\"",
            "karuta.conf:4  a[2]  expected a whole number from 0 to 9, found null");
  }

  @Test
  void tellsWhichLevelOfAListIsWrong() {
    assertThat(
            problems(
                "a = [\n  { b = 1 }\n  { b = x }\n  7\n]",
                o -> o.children("a").forEach(level -> level.integer("b", 0, 0, 9))))
        .containsExactly(
            "karuta.conf:3  a[1].b  expected a whole number from 0 to 9, found \"x\"",
            "karuta.conf:4  a[2]  expected a level in braces, found 7");
  }

  @Test
  void refusesAValueWhereALevelIsExpectedAndReadsOn() {
    assertThat(problems("a = 1", o -> o.child("a").requiredString("b")))
        .contains("karuta.conf:1  a  expected a level in braces, found 1");
  }

  @Test
  void appendsToListsAcrossKeys() {
    Options options = options("a = [x]\na += y\n");

    assertThat(options.strings("a", List.of())).containsExactly("x", "y");
  }

  @Test
  void recordsProblemsThatNoGetterKnows() {
    assertThat(problems("\nl {\n  a = 1\n}", o -> o.child("l").problem("a", "at most b (0)", "1")))
        .contains("karuta.conf:3  l.a  expected at most b (0), found 1");
  }

  @Test
  void cutsLongTextsInProblems() {
    assertThat(problems("a = " + "x".repeat(500), o -> o.bool("a", true)).getFirst())
        .hasSizeLessThan(140)
        .endsWith("x...\"");
  }

  @Test
  void knowsItsPlace() {
    Options options = options("a = [\n\n  { b { } } ]");

    Options level = options.children("a").getFirst().child("b");
    assertThat(level.path()).isEqualTo("a[0].b");
    assertThat(level.origin()).isEqualTo(folder.resolve("karuta.conf") + ":3");
    assertThat(options("\nb = 1\n\na = 2").origin("a"))
        .isEqualTo(folder.resolve("karuta.conf") + ":4");
    assertThat(options.child("absent").origin("key"))
        .isEqualTo(folder.resolve("karuta.conf") + ":1");
    assertThat(options.child("absent").origin()).isEqualTo(folder.resolve("karuta.conf") + ":1");
  }
}
