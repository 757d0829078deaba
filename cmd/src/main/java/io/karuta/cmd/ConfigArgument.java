package io.karuta.cmd;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration a command is about. */
final class ConfigArgument {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "configuration file; conf/karuta.conf beside the launcher by default")
  private @Nullable Path file; // null until picocli finds the option

  /** Made by picocli. */
  ConfigArgument() {}

  Path file() {
    return file == null ? usual() : file;
  }

  /** The one beside the launcher. */
  static Path usual() {
    return Home.folder().resolve("conf/karuta.conf");
  }

  /**
   * The configuration, read by every part.
   *
   * @throws WrongConfigException if anything is wrong in it
   */
  LoadedConfig load() {
    return load(new ConfigSource(file(), Map.of()));
  }

  /** The same from a source of this file. */
  static LoadedConfig load(ConfigSource source) {
    LoadedConfig loaded = source.load();
    if (!loaded.problems().isEmpty()) {
      throw new WrongConfigException(loaded.problems());
    }
    return loaded;
  }
}
