package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random files, in random spellings, on which scanner and parser must agree. */
final class SourceScanModelTest {

  private static final String[] BLANKS = {"", " ", "\n", "\n\n", " # { \" [ ${\n", " // a = 1 ]\n"};
  private static final String[] SEPARATORS = {"\n", ",", " ,\n", "\n# x = 1 }\n", " // \"\"\"\n"};
  private static final String[] VALUES = {
    "1",
    "30 minutes",
    "\"a = { b\"",
    "\"\"\"x\n} \"y\" ]\"\"\"",
    "a.b c",
    "true",
    "\"q\\\"}\"",
    "x${?Y}z"
  };

  private final StringBuilder text = new StringBuilder();
  private Random random = new Random(0);
  private int keys;

  @Test
  void agreesWithTheParserOnEveryLineAndFindsNoDuplicates() {
    long seed = System.nanoTime();
    for (int round = 0; round < 3_000; round++) {
      long roundSeed = seed + round;
      String file = file(roundSeed);

      SourceScan scan = SourceScan.of(file);

      assertThat(scan.duplicates()).as("seed %d\n%s", roundSeed, file).isEmpty();
      parserLines(file)
          .forEach((path, line) ->
              assertThat(scan.lineOf(path))
                  .as("seed %d: %s\n%s", roundSeed, path, file)
                  .isEqualTo(line));
    }
  }

  @Test
  void findsEveryKeyThatIsSetOnceMore() {
    long seed = System.nanoTime();
    int found = 0;
    for (int round = 0; round < 1_000; round++) {
      String file = file(seed + round);
      List<String> paths =
          parserLines(file).keySet().stream().filter(key -> key.indexOf('[') < 0).toList();
      if (!paths.isEmpty()) {
        String path = paths.get(random.nextInt(paths.size()));

        SourceScan scan = SourceScan.of(file + "\n" + path + " = 7\n");

        assertThat(scan.duplicates())
            .as("seed %d\n%s", seed + round, file)
            .extracting(SourceScan.Duplicate::path)
            .containsExactly(path);
        found++;
      }
    }
    assertThat(found).isGreaterThan(500);
  }

  private String file(long seed) {
    random = new Random(seed);
    text.setLength(0);
    keys = 0;
    fields(3);
    return text.toString();
  }

  private void fields(int depth) {
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      text.append(random.nextBoolean() ? "k" + keys++ : "\"k " + keys++ + "\"");
      if (random.nextInt(4) == 0) {
        text.append(".d").append(keys++);
      }
      boolean isLevel = depth > 0 && random.nextInt(3) == 0;
      text.append(isLevel && random.nextBoolean() ? " " : random.nextBoolean() ? " = " : ": ");
      if (isLevel) {
        level(depth - 1);
      } else if (depth > 0 && random.nextInt(3) == 0) {
        list(depth - 1);
      } else {
        text.append(one(VALUES));
      }
      text.append(one(SEPARATORS));
    }
  }

  private void level(int depth) {
    text.append('{').append(one(BLANKS));
    fields(depth);
    text.append('}');
  }

  private void list(int depth) {
    text.append('[').append(one(BLANKS));
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      if (random.nextBoolean()) {
        level(depth);
      } else {
        text.append(one(VALUES));
      }
      text.append(one(SEPARATORS));
    }
    text.append(']');
  }

  private String one(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** The line of every single value on one line, as the parser has it. */
  private static Map<String, Integer> parserLines(String file) {
    Map<String, Integer> lines = new TreeMap<>();
    ConfigObject root =
        ConfigFactory.parseString(file, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF))
            .resolve()
            .root();
    collect(root, "", lines);
    return lines;
  }

  private static void collect(ConfigValue value, String path, Map<String, Integer> lines) {
    switch (value) {
      case ConfigObject level ->
          level.forEach((key, below) -> collect(below, KeyPath.child(path, key), lines));
      case ConfigList list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(list.get(i), KeyPath.element(path, i), lines);
        }
      }
      default -> {
        // The parser gives the last line of a text of many, the scanner the first.
        if (!String.valueOf(value.unwrapped()).contains("\n")) {
          lines.put(path, value.origin().lineNumber());
        }
      }
    }
  }
}
