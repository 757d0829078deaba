package io.karuta.registry;

import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.Writes;
import org.jspecify.annotations.Nullable;

/**
 * Saves changes to the source and then to the indexes. Where the source lost its answer, it is
 * asked whether it saved, before anything else is decided. One writer.
 */
final class Saves {

  private final RegistrySource source;
  private final Indexes indexes;
  // What may have been saved although it failed.
  private @Nullable Writes unsettled;

  Saves(RegistrySource source, Indexes indexes) {
    this.source = source;
    this.indexes = indexes;
  }

  /**
   * Saves.
   *
   * @throws RegistryException if the source fails; then nothing was changed, or {@link #settle} has
   *     to find out
   */
  void save(Writes writes) {
    try {
      source.save(writes);
    } catch (RegistryException e) {
      if (!e.mayHaveGoneThrough()) {
        throw e;
      }
      unsettled = writes;
      if (settleAfter(e)) {
        return;
      }
      throw e;
    }
    indexes.write(writes);
  }

  private boolean settleAfter(RegistryException failure) {
    try {
      return settle();
    } catch (RegistryException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  /**
   * Finds out about a save that may have gone through although it failed.
   *
   * @return whether there was one, and it did
   * @throws RegistryException if the source fails; then it has to be found out later
   */
  boolean settle() {
    Writes writes = unsettled;
    if (writes == null) {
      return false;
    }
    boolean saved = source.isLastSave(writes.mark());
    if (saved) {
      indexes.write(writes);
    }
    unsettled = null;
    return saved;
  }
}
