package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.store.TakenChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ring's bytes from one run to the next: opens and checks the file, puts right what a kill
 * left, and settles where each handler goes on. Whatever would give up a delta is refused unless
 * the operator accepts it; a ring that gave up something gets a new identity, since nobody knows
 * which of its sequences were used. A kill at any moment leaves a file from which the next start
 * goes on.
 *
 * <p>Confined to the starting thread, and then to the stopping one.
 */
final class DeltaJournal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaJournal.class);
  private static final String ACCEPT = " (--accept-loss goes on without them)";

  private final Optional<RingFile> file;
  private final boolean acceptLoss;
  private RingMemory memory;
  private RingScan scan;
  private boolean lossy;

  private DeltaJournal(Optional<RingFile> file, RingMemory memory, boolean acceptLoss) {
    this.file = file;
    this.memory = memory;
    this.acceptLoss = acceptLoss;
    scan = RingScan.of(memory);
  }

  /** A journal that ends with the process. */
  static DeltaJournal inMemory(int slots) {
    return new DeltaJournal(Optional.empty(), RingMemory.inMemory(slots), false);
  }

  /**
   * Opens a file, or makes one.
   *
   * @param slots of a file that has to be made
   * @throws DeltaRingException if it is in use, can't be read, or is damaged and loss isn't
   *     accepted
   */
  static DeltaJournal open(Path path, int slots, boolean acceptLoss) {
    RingFile file = RingFile.lock(path);
    try {
      if (!file.exists()) {
        file.make(UUID.randomUUID(), slots, 0, _ -> {});
      }
      Optional<String> defect = RingFile.defect(path);
      int readable = defect.isPresent() ? repair(file, defect.get(), slots, acceptLoss) : -1;
      DeltaJournal journal = new DeltaJournal(Optional.of(file), file.map(), acceptLoss);
      if (readable >= 0) {
        journal.lossy = true;
        journal.scan = RingScan.of(journal.memory, readable);
      }
      journal.checkSlots();
      return journal;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Makes a usable file of one that isn't; how many of its slots can be believed. */
  private static int repair(RingFile file, String defect, int slots, boolean acceptLoss) {
    String problem = "delta file " + file.path() + ": " + defect;
    if (!acceptLoss) {
      throw new DeltaRingException(problem + "; what it held is lost" + ACCEPT);
    }
    if (file.hasHeader()) {
      int readable = file.wholeSlots();
      file.repairLength();
      LOG.error("{}; loss accepted: going on with the {} slots that are there", problem, readable);
      return readable;
    }
    Path aside = file.setAside();
    LOG.error("{}; loss accepted: all of it, moved to {}", problem, aside);
    file.make(UUID.randomUUID(), slots, 0, _ -> {});
    return -1;
  }

  private void checkSlots() {
    if (scan.defects().isEmpty()) {
      return;
    }
    String problem = name() + ": damaged: " + String.join("; ", scan.defects());
    if (!acceptLoss) {
      close();
      throw new DeltaRingException(problem + ACCEPT);
    }
    LOG.error("{}; loss accepted: {} slots that can't be read", problem, scan.damagedSlots());
    lossy = true;
    RingProgress progress = new RingProgress(memory);
    for (int place = 0; place < RingLayout.MAX_HANDLERS; place++) {
      if (progress.isTaken(place)
          && (progress.name(place).isEmpty()
              || progress.delivered(place) == RingProgress.DAMAGED)) {
        progress.remove(place);
      }
    }
  }

  private String name() {
    return file.map(f -> "delta file " + f.path()).orElse("delta ring");
  }

  /**
   * Fills the holes, and lets the swarm store do again what it may not have stored.
   *
   * @return how many changes were given to it
   */
  int redo(Consumer<TakenChange> store) {
    int redone = RingRepair.run(memory, scan, store);
    if (redone > 0 || scan.holes().length > 0) {
      LOG.info(
          "{}: the last stop was none; {} changes stored again, {} that had only begun left out",
          name(),
          redone,
          scan.holes().length);
    }
    return redone;
  }

  UUID ring() {
    return memory.ring();
  }

  RingMemory memory() {
    return memory;
  }

  /** The last sequence that was used; -1 if none was. */
  long last() {
    return scan.last();
  }

  /** How many sequences were used and not written. */
  int holes() {
    return scan.holes().length;
  }

  /**
   * Settles where the handlers go on: those that are gone are forgotten, new ones begin with what
   * others haven't got yet, one that lost some gets them again. Gives the ring its size, and a new
   * identity if it has lost anything.
   *
   * @param names of all handlers
   * @param answers for each what it says of itself; empty if it doesn't answer now
   * @throws DeltaRingException if deltas would be given up and loss isn't accepted
   */
  void settle(List<String> names, List<OptionalLong> answers, int slots) {
    RingProgress progress = new RingProgress(memory);
    forgetOthers(progress, names);
    for (int i = 0; i < names.size(); i++) {
      if (answers.get(i).orElse(-1) > last()) {
        tellOlderFile(names.get(i), answers.get(i).getAsLong());
      }
    }
    if (lossy) {
      requireAnswers(names, answers);
    }
    long oldest = leastDelivered(progress).orElse(last());
    for (int i = 0; i < names.size(); i++) {
      settle(progress, names.get(i), Math.min(answers.get(i).orElse(-1), last()), oldest);
    }
    if (lossy || slots != memory.slots()) {
      rebuild(leastDelivered(progress).orElse(last()), slots);
    }
  }

  // The new ring has other sequences, so what a handler got of the old one is asked now or never.
  private void requireAnswers(List<String> names, List<OptionalLong> answers) {
    for (int i = 0; i < names.size(); i++) {
      if (answers.get(i).isEmpty()) {
        throw new DeltaRingException(
            name()
                + ": something was lost, and handler "
                + names.get(i)
                + " can't say how far it is; start again when it can");
      }
    }
  }

  private void forgetOthers(RingProgress progress, Collection<String> names) {
    for (int place = 0; place < RingLayout.MAX_HANDLERS; place++) {
      Optional<String> name = progress.name(place);
      if (name.isEmpty() || names.contains(name.get())) {
        continue;
      }
      Undelivered undelivered = Undelivered.of(memory, progress.delivered(place), last());
      if (undelivered.deltas() > 0) {
        String problem =
            name() + ": handler " + name.get() + " is configured no more and lacks " + undelivered;
        if (!acceptLoss) {
          throw new DeltaRingException(problem + ACCEPT);
        }
        LOG.error("{}; loss accepted", problem);
      }
      progress.remove(place);
    }
  }

  private static OptionalLong leastDelivered(RingProgress progress) {
    List<Long> all = new ArrayList<>();
    for (int place = 0; place < RingLayout.MAX_HANDLERS; place++) {
      if (progress.name(place).isPresent()) {
        all.add(progress.delivered(place));
      }
    }
    return all.stream().mapToLong(Long::longValue).min();
  }

  private void settle(RingProgress progress, String name, long said, long oldest) {
    int place = progress.placeOf(name).orElse(-1);
    if (place < 0) {
      progress.add(name, said < 0 ? oldest : Math.max(said, firstHeld(memory, last()) - 1));
    } else if (said >= progress.delivered(place)) {
      progress.deliver(place, said);
    } else if (said != DeltaHandler.UNKNOWN) {
      setBack(progress, place, name, said);
    }
  }

  /** A handler has less than it had, as a database that was put back: it gets the rest again. */
  private void setBack(RingProgress progress, int place, String name, long said) {
    String problem = name() + ": " + fallenBehind(name, said, progress.delivered(place));
    long first = firstHeld(memory, last());
    if (said + 1 >= first) {
      LOG.warn("{}; it gets the others again", problem);
    } else {
      problem += "; the ring has only those from " + first + " on";
      if (!acceptLoss) {
        throw new DeltaRingException(problem + ACCEPT);
      }
      LOG.error("{}; loss accepted: what is not in the ring any more", problem);
    }
    progress.deliver(place, Math.max(said, first - 1));
  }

  private void tellOlderFile(String name, long said) {
    String problem = name() + ": " + beyond(name, said, last());
    if (!acceptLoss) {
      throw new DeltaRingException(
          problem + ": is it an older copy? (--accept-loss goes on with a new ring)");
    }
    LOG.error("{}; loss accepted: what came after the file's end", problem);
    lossy = true;
  }

  static String fallenBehind(String name, long said, long delivered) {
    return "handler "
        + name
        + " had the deltas up to "
        + delivered
        + ", and has them up to "
        + said
        + " now";
  }

  static String beyond(String name, long said, long last) {
    return "handler " + name + " has the deltas up to " + said + ", the ring ends with " + last;
  }

  /** The first of the sequences up to the last one that are all there. */
  static long firstHeld(RingMemory memory, long last) {
    long first = last + 1;
    while (first > 0
        && first > last + 1 - memory.slots()
        && memory.holds(first - 1)
        && memory.isSound(memory.slotOf(first - 1), first - 1)) {
      first--;
    }
    return first;
  }

  private void rebuild(long delivered, int slots) {
    long waiting = last() - delivered;
    if (waiting > slots) {
      throw new DeltaRingException(
          name()
              + ": deltas.ring-size: "
              + slots
              + " (expected: room for the "
              + waiting
              + " deltas that wait in it)");
    }
    RingFile target = file.orElseThrow();
    RingMemory old = memory;
    UUID ring = lossy ? UUID.randomUUID() : old.ring();
    target.make(ring, slots, last() + 1, made -> fill(made, old, delivered));
    LOG.info("{}: made anew with {} slots, ring {}", name(), slots, ring);
    old.close();
    memory = target.map();
    scan = RingScan.of(memory);
    lossy = false;
  }

  private void fill(RingMemory made, RingMemory old, long delivered) {
    made.copyHandlersFrom(old);
    for (long sequence = Math.max(0, last() + 1 - made.slots()); sequence <= last(); sequence++) {
      boolean damaged = scan.isDamaged((int) (sequence & (old.slots() - 1)));
      boolean held = !damaged && old.holds(sequence) && old.isSound(old.slotOf(sequence), sequence);
      if (held) {
        made.copyFrom(old, sequence);
      } else if (sequence > delivered) {
        made.writeVoid(sequence);
      }
    }
  }

  /**
   * Sets handlers back, so that they get again what they had from a sequence on.
   *
   * @throws DeltaRingException if the ring holds it no more
   */
  void rewind(Collection<String> names, long from) {
    long first = firstHeld(memory, last());
    if (from < first) {
      throw new DeltaRingException(
          name() + ": from " + from + " (expected: " + first + " or more, what is still there)");
    }
    RingProgress progress = new RingProgress(memory);
    for (String name : names) {
      progress
          .placeOf(name)
          .ifPresent(
              place -> progress.deliver(place, Math.min(progress.delivered(place), from - 1)));
    }
  }

  /** Where what is not delivered is found after a stop; empty if it is nowhere. */
  Optional<Path> path() {
    return file.map(RingFile::path);
  }

  /** Lets go of the file and the memory; nobody may use the ring any more. */
  @Override
  public void close() {
    memory.force();
    memory.close();
    file.ifPresent(RingFile::close);
  }
}
