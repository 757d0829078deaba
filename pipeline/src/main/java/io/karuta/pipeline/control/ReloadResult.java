package io.karuta.pipeline.control;

import java.util.List;

/**
 * What a reload did. Immutable.
 *
 * @param applied whether the new configuration is in effect
 * @param problems why not, each with file, line, path, what was expected and what was found; empty
 *     if it was applied
 * @param needRestart paths of the settings that changed in the file and take effect at the next
 *     start only
 */
public record ReloadResult(boolean applied, List<String> problems, List<String> needRestart) {

  /** Copies the lists. */
  public ReloadResult {
    problems = List.copyOf(problems);
    needRestart = List.copyOf(needRestart);
  }
}
