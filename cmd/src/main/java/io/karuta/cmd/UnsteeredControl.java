package io.karuta.cmd;

import io.karuta.pipeline.control.ReloadResult;
import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.control.TrackerControl;
import java.util.List;

/**
 * A tracker whose configuration is what it was at the start. Immutable and thread-safe.
 *
 * @param settings what changes all the same
 */
record UnsteeredControl(RuntimeSettings settings) implements TrackerControl {

  @Override
  public String effectiveConfig() {
    return "# see karuta print-config\n";
  }

  @Override
  public ReloadResult reload() {
    return new ReloadResult(false, List.of("reload: this tracker needs a restart"), List.of());
  }
}
