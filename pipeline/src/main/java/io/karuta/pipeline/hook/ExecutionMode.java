package io.karuta.pipeline.hook;

/** Where a hook may run. */
public enum ExecutionMode {
  /** On the I/O thread: no I/O, no waiting, no locks held for long. */
  INLINE,
  /**
   * May wait: from the first such hook on, the rest of the chain runs on a virtual thread, under a
   * permit and a deadline. Interrupted at the deadline.
   */
  BLOCKING
}
