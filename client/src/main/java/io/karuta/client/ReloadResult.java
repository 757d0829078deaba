package io.karuta.client;

import java.util.List;

/**
 * What a reload of the configuration did. Immutable.
 *
 * @param applied whether the new configuration is in effect
 * @param problems why it isn't; empty if it is
 * @param needRestart settings that changed in the file and wait for the next start
 */
public record ReloadResult(boolean applied, List<String> problems, List<String> needRestart) {

  /** Copies the lists. */
  public ReloadResult {
    problems = List.copyOf(problems);
    needRestart = List.copyOf(needRestart);
  }
}
