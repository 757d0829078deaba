package io.karuta.conf;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a configuration file in HOCON.
 *
 * <p>No defaults file is merged into it, since that would cost the line numbers: defaults stand in
 * the code that asks. Nothing is thrown for what an operator wrote, a missing file included; see
 * {@link ConfigRoot#problems()}.
 */
public final class ConfigFile {

  private ConfigFile() {}

  /**
   * Reads a file and what it includes, with the variables of the process's environment.
   *
   * @param file as the operator named it, which is how problems name it
   * @param home what relative paths in the configuration are relative to
   */
  public static ConfigRoot read(Path file, Path home) {
    return read(file, home, Map.of(), System.getenv());
  }

  /**
   * Reads a file and what it includes, with the variables of the process's environment.
   *
   * @param file as the operator named it, which is how problems name it
   * @param home what relative paths in the configuration are relative to
   * @param over values by path that hold whatever the file says, such as those of the command line
   */
  public static ConfigRoot read(Path file, Path home, Map<String, Integer> over) {
    return read(file, home, over, System.getenv());
  }

  /**
   * Reads a file and what it includes.
   *
   * @param environment variables that {@code ${NAME}} may name
   */
  static ConfigRoot read(
      Path file, Path home, Map<String, Integer> over, Map<String, String> environment) {
    ProblemLog problems = new ProblemLog(file.toString());
    Sources sources = new Sources(problems);
    Reading reading = new Reading(home.toAbsolutePath().normalize(), sources, problems);
    Config config = parse(file, sources, environment, problems);
    for (Map.Entry<String, Integer> value : over.entrySet()) {
      config = config.withValue(value.getKey(), ConfigValueFactory.fromAnyRef(value.getValue()));
    }
    return new ConfigRoot(
        reading.level(config.root(), "", new Place(file.toString(), 1)), problems);
  }

  private static Config parse(
      Path file, Sources sources, Map<String, String> environment, ProblemLog problems) {
    try {
      return new Environment(environment, file.toString()).resolve(sources.main(file), problems);
    } catch (ConfigException e) {
      problems.add(
          HoconErrors.place(e, file.toString()), "", "valid HOCON", HoconErrors.message(e));
      problems.close();
      return ConfigFactory.empty();
    }
  }
}
