package io.karuta.cmd;

import io.karuta.conf.ConfigFile;
import io.karuta.conf.ConfigRoot;
import io.karuta.pipeline.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A configuration file, read to the end by every part of the tracker; nothing is started.
 * Immutable.
 *
 * @param config what was read; only to be used if there are no problems
 * @param problems everything that is wrong, in the order of lines
 * @param effective the configuration in effect, secrets masked
 * @param values the same by path, secrets as digests
 */
record LoadedConfig(
    TrackerConfig config,
    List<Problem> problems,
    String effective,
    SortedMap<String, String> values) {

  static LoadedConfig load(Path file) {
    return load(file, Map.of());
  }

  /**
   * Reads a file.
   *
   * @param over values by path that hold whatever the file says
   */
  static LoadedConfig load(Path file, Map<String, Integer> over) {
    ConfigRoot root = ConfigFile.read(file.toAbsolutePath().normalize(), Home.folder(), over);
    TrackerConfig config = TrackerConfig.read(root);
    return new LoadedConfig(config, root.problems(), root.effective(), root.values());
  }

  /**
   * Where deltas are kept.
   *
   * @throws IllegalStateException if they are in memory only
   */
  Path deltaFile() {
    return config
        .deltas()
        .file()
        .orElseThrow(
            () -> new IllegalStateException("deltas.file: not set, so deltas are in memory only"));
  }
}
