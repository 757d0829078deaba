package io.karuta.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.conf.ConfigFile;
import io.karuta.conf.ConfigRoot;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds each page of docs/hooks against its hook. */
final class DocsTest {

  private static final Path PAGES = Path.of("..", "docs", "hooks");
  private static final Pattern BLOCK = Pattern.compile("(?s)```hocon\n(.*?)```");

  @TempDir private Path folder;

  static Stream<HookFactory> factories() {
    return ServiceLoader.load(HookFactory.class).stream().map(ServiceLoader.Provider::get);
  }

  private static String page(HookFactory factory) throws IOException {
    return Files.readString(PAGES.resolve(factory.name() + ".md"));
  }

  private ConfigRoot read(HookFactory factory, String entry) throws IOException {
    ConfigRoot root =
        ConfigFile.read(Files.writeString(folder.resolve("entry.conf"), entry), folder);
    assertThat(root.options().requiredString("name")).isEqualTo(factory.name());
    assertThat(root.options().choice("on-error", ErrorPolicy.class, ErrorPolicy.REFUSE))
        .isEqualTo(ErrorPolicy.REFUSE);
    HookBlueprint blueprint = factory.configure(root.options().child("options"));
    assertThat(blueprint.traits()).isNotNull();
    return root;
  }

  @ParameterizedTest
  @MethodSource("factories")
  void hasTheUsualHeadings(HookFactory factory) throws IOException {
    List<String> headings =
        BLOCK
            .matcher(page(factory))
            .replaceAll("")
            .lines()
            .filter(line -> line.startsWith("#"))
            .toList();

    assertThat(headings)
        .containsExactly(
            "# " + factory.name(),
            "## What",
            "## When to use",
            "## Configuration",
            "## Metrics",
            "## Limits");
  }

  @ParameterizedTest
  @MethodSource("factories")
  void showsEveryOptionWithItsDefault(HookFactory factory) throws IOException {
    Matcher block = BLOCK.matcher(page(factory));
    assertThat(block.find()).isTrue();

    ConfigRoot shown = read(factory, block.group(1));
    ConfigRoot defaults = read(factory, "name = " + factory.name());

    assertThat(shown.problems()).isEmpty();
    assertThat(shown.effective()).isEqualTo(defaults.effective().replace("  # default", ""));
  }
}
