package io.karuta.pipeline.delta;

/** Takes what analysers find. Thread-safe; neither waits nor throws. */
@FunctionalInterface
public interface FindingSink {

  /** Takes a finding: logs it, counts it and keeps it for a while. */
  void raise(Finding finding);
}
