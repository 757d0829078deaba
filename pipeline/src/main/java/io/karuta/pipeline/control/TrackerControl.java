package io.karuta.pipeline.control;

/** The running tracker as a whole. Thread-safe; calls may wait. */
public interface TrackerControl {

  /** The configuration in effect, as HOCON that could be loaded again; secrets are masked. */
  String effectiveConfig();

  /**
   * Reads the configuration file again. If all of it is right, the new chain is built and takes the
   * place of the old one between two announces; otherwise nothing changes. Reloads take turns.
   */
  ReloadResult reload();

  /** What can be changed while the tracker runs. */
  RuntimeSettings settings();
}
