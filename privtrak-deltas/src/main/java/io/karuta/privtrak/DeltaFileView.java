package io.karuta.privtrak;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.pipeline.delta.StatsDelta;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A look into a file of deltas that changes nothing, also while a tracker writes to it: then what
 * it shows is a moment ago. Confined to one thread.
 */
public final class DeltaFileView implements AutoCloseable {

  /**
   * How far a handler is. Immutable.
   *
   * @param name what the operator calls it
   * @param delivered the last sequence that it has got; -1 if none
   * @param undelivered deltas that it lacks
   * @param oldestSecond when the first of them happened, seconds since 1970; 0 if there is none
   */
  public record HandlerStatus(String name, long delivered, long undelivered, int oldestSecond) {}

  private final RingMemory memory;
  private final RingScan scan;

  private DeltaFileView(RingMemory memory) {
    this.memory = memory;
    scan = RingScan.of(memory);
  }

  /**
   * Opens a file.
   *
   * @throws DeltaRingException if it can't be read, or is no whole file of deltas
   */
  public static DeltaFileView open(Path file) {
    if (!Files.exists(file)) {
      throw new DeltaRingException("delta file " + file + ": there is no such file");
    }
    Optional<String> defect = RingFile.defect(file);
    if (defect.isPresent()) {
      throw new DeltaRingException("delta file " + file + ": " + defect.get());
    }
    return new DeltaFileView(RingFile.mapReadOnly(file));
  }

  /** The identity of the ring. */
  public UUID ring() {
    return memory.ring();
  }

  /** How many deltas fit into it. */
  public int slots() {
    return memory.slots();
  }

  /** The last sequence that was used; -1 if none was. */
  public long last() {
    return scan.last();
  }

  /** The first sequence from which on everything up to the last one is still there. */
  public long firstHeld() {
    return DeltaJournal.firstHeld(memory, scan.last());
  }

  /** What no kill leaves; empty if the file is sound. */
  public List<String> defects() {
    return scan.defects();
  }

  /** All handlers that the file knows. */
  public List<HandlerStatus> handlers() {
    RingProgress progress = new RingProgress(memory);
    List<HandlerStatus> all = new ArrayList<>();
    for (int place = 0; place < RingLayout.MAX_HANDLERS; place++) {
      Optional<String> name = progress.name(place);
      if (name.isPresent()) {
        long delivered = progress.delivered(place);
        Undelivered left = Undelivered.of(memory, delivered, scan.last());
        all.add(new HandlerStatus(name.get(), delivered, left.deltas(), left.oldestSecond()));
      }
    }
    return all;
  }

  /**
   * Writes deltas as lines of {@link DeltaJson}, in the order of their sequences.
   *
   * @param all also those that every handler has got, as far as they are still there
   * @param out is flushed and left open
   */
  public void export(boolean all, OutputStream out) throws IOException {
    try (JsonGenerator json = DeltaJson.lines(out)) {
      long first = all ? scan.last() + 1 - memory.slots() : scan.delivered() + 1;
      for (long sequence = Math.max(0, first); sequence <= scan.last(); sequence++) {
        Optional<StatsDelta> delta = read(sequence);
        if (delta.isPresent()) {
          DeltaJson.writeLine(json, ring(), delta.get());
        }
      }
    }
  }

  /** A delta; empty if there is none, or it was written over while it was read. */
  private Optional<StatsDelta> read(long sequence) {
    long slot = memory.slotOf(sequence);
    if (!memory.holds(sequence) || memory.isVoid(slot) || !memory.isSound(slot, sequence)) {
      return Optional.empty();
    }
    StatsDelta delta = SlotReader.delta(memory, sequence);
    VarHandle.loadLoadFence();
    return memory.holds(sequence) ? Optional.of(delta) : Optional.empty();
  }

  @Override
  public void close() {
    memory.close();
  }
}
