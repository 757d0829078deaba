package io.karuta.cmd;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the configuration comes from, each time that it is read. Immutable.
 *
 * @param file the operator's file
 * @param over values by path, given on the command line, that hold whatever the file says
 */
record ConfigSource(Path file, Map<String, Integer> over) {

  /** Copies the map. */
  ConfigSource {
    over = Map.copyOf(over);
  }

  /**
   * Reads the file by every part; nothing is started. Leaves the class loader of the file's plugins
   * as the thread's context class loader.
   */
  LoadedConfig load() {
    return LoadedConfig.load(file, over);
  }
}
