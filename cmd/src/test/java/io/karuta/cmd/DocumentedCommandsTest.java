package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * docs/command-line.md says of every command what its {@code --help} says, in a section that begins
 * with what {@link #section} makes of it; and each has examples that the command line accepts.
 */
final class DocumentedCommandsTest {

  private static final Pattern EXAMPLES = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  record Documented(CommandLine command) {
    @Override
    public String toString() {
      return command.getCommandSpec().qualifiedName();
    }
  }

  static List<Documented> commands() {
    List<Documented> commands = new ArrayList<>();
    collect(Main.commandLine(Map.of()), commands);
    return commands;
  }

  private static void collect(CommandLine command, List<Documented> commands) {
    for (CommandLine child : command.getSubcommands().values()) {
      if (!child.getCommandName().equals("help")) {
        commands.add(new Documented(child));
        collect(child, commands);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isDocumented(Documented documented) throws IOException {
    String document = Files.readString(Repository.root().resolve("docs/command-line.md"));
    CommandSpec spec = documented.command().getCommandSpec();

    assertThat(document).contains(section(spec));
    if (spec.subcommands().isEmpty()) {
      Matcher examples = EXAMPLES.matcher(restOfSection(document, section(spec)));
      assertThat(examples.find()).as("an example").isTrue();
      assertThat(examples.group(1)).contains("./" + spec.qualifiedName());
      examples
          .group(1)
          .lines()
          .filter(line -> line.contains("./karuta "))
          .forEach(DocumentedCommandsTest::isAccepted);
    }
  }

  @Test
  void documentsNoCommandThatIsNotThere() throws IOException {
    String document = Files.readString(Repository.root().resolve("docs/command-line.md"));

    List<String> headings =
        Pattern.compile("(?m)^##+ (karuta .*)$")
            .matcher(document)
            .results()
            .map(heading -> heading.group(1))
            .toList();

    assertThat(headings)
        .containsExactlyInAnyOrderElementsOf(
            commands().stream().map(Documented::toString).toList());
  }

  private static String restOfSection(String document, String section) {
    String rest = document.substring(document.indexOf(section) + section.length());
    int next = rest.indexOf("\n##");
    return next < 0 ? rest : rest.substring(0, next);
  }

  private static void isAccepted(String example) {
    String line = example.substring(example.indexOf("./karuta ") + "./karuta ".length());
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find() && !word.group().matches("[#|>].*|2>.*")) {
      words.add(word.group().replaceAll("^['\"]|['\")]$", ""));
    }
    assertThatCode(() -> Main.commandLine(Map.of()).parseArgs(words.toArray(String[]::new)))
        .as(example)
        .doesNotThrowAnyException();
  }

  /** Heading, description, parameters and options of a command, but for those of all commands. */
  static String section(CommandSpec spec) {
    StringBuilder text = new StringBuilder();
    text.append(spec.qualifiedName().matches("karuta \\S+") ? "## " : "### ")
        .append(spec.qualifiedName())
        .append("\n\n")
        .append(description(spec.usageMessage().description()))
        .append('\n');
    List<ArgSpec> arguments = new ArrayList<>(spec.positionalParameters());
    spec.options().stream()
        .filter(option -> !option.inherited() && !option.usageHelp() && !option.versionHelp())
        .sorted((a, b) -> a.longestName().compareTo(b.longestName()))
        .forEach(arguments::add);
    if (!arguments.isEmpty()) {
      text.append('\n');
    }
    for (ArgSpec argument : arguments) {
      text.append("- `")
          .append(name(argument))
          .append("`: ")
          .append(description(argument.description()).replace('\n', ' '))
          .append('\n');
    }
    return text.toString();
  }

  private static String name(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return argument.paramLabel();
    }
    String names = Arrays.stream(option.names()).collect(Collectors.joining("`, `"));
    return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
  }

  private static String description(String[] lines) {
    return Arrays.stream(lines)
        .map(String::strip)
        .map(line -> line.replace("%%", "%"))
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
