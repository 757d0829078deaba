package io.karuta.privtrak;

import io.karuta.pipeline.store.TakenChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Delivers what waits in a file of deltas while no tracker runs. Stateless. */
public final class DeltaReplay {

  private DeltaReplay() {}

  /**
   * Delivers to some handlers what they lack, or everything from a sequence on. Waits for them as
   * long as the configuration's {@code stop-timeout} says.
   *
   * @param redo as for {@link DeltaService#start}
   * @param chosen names of configured handlers
   * @param from the first sequence to be delivered again; a handler that knows that it has it skips
   *     it
   * @return whether everything was delivered to them
   * @throws DeltaRingException if there is no file, or it is in use or damaged, or no longer holds
   *     the sequence
   */
  public static boolean run(
      DeltaConfig config,
      DeltaEnvironment environment,
      Consumer<TakenChange> redo,
      Set<String> chosen,
      OptionalLong from) {
    Path file =
        config
            .file()
            .orElseThrow(() -> new DeltaRingException("deltas.file: not set; nothing is kept"));
    if (!Files.exists(file)) {
      throw new DeltaRingException("delta file " + file + ": there is no such file");
    }
    if (from.isPresent()) {
      try (DeltaJournal journal = DeltaJournal.open(file, config.ringSize(), false)) {
        journal.redo(redo);
        journal.rewind(chosen, from.getAsLong());
      }
    }
    return DeltaService.start(config, environment, redo, false, chosen::contains)
        .stop(config.stopTimeout());
  }
}
