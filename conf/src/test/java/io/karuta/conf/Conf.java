package io.karuta.conf;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.config.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Configurations that tests write into a folder and read back. */
final class Conf {

  private Conf() {}

  /** Reads {@code text} as the file {@code karuta.conf} of {@code folder}. */
  static ConfigRoot read(Path folder, String text) {
    return read(folder, text, Map.of());
  }

  static ConfigRoot read(Path folder, String text, Map<String, String> environment) {
    return ConfigFile.read(write(folder, "karuta.conf", text), folder, Map.of(), environment);
  }

  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong once {@code reader} has read, with only the names of files in {@code folder}. */
  static List<String> problems(Path folder, ConfigRoot root, Consumer<Options> reader) {
    reader.accept(root.options());
    return problems(folder, root);
  }

  static List<String> problems(Path folder, ConfigRoot root) {
    return root.problems().stream()
        .map(Problem::toString)
        .map(problem -> problem.replace(folder + "/", ""))
        .toList();
  }
}
