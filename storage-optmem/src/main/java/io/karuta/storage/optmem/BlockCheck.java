package io.karuta.storage.optmem;

import java.util.Arrays;
import java.util.Optional;

/** Looks at every slot of a block for what may not be. Owned by one thread at a time. */
final class BlockCheck {

  private final TagHash hash;
  private final Block block;
  private final PeerRecord record;
  private final long[] tags = new long[Layout.MAX_SLOTS];

  BlockCheck(TagHash hash) {
    this.hash = hash;
    block = new Block(WriteWatch.NONE);
    record = new PeerRecord(block);
  }

  /** What is wrong with the header or the slots of a block; empty if nothing is. */
  Optional<String> problem(Block checked) {
    block.bind(checked);
    int records = block.records();
    for (int group = 0; group < Flags.GROUPS; group++) {
      if (block.start(group) > block.end(group)) {
        return Optional.of("group " + group + " ends before it begins");
      }
    }
    if (records > block.slots()) {
      return Optional.of(records + " records in " + block.slots() + " slots");
    }
    int partialSeeds = 0;
    for (int slot = 0; slot < block.slots(); slot++) {
      int flags = block.flags(slot);
      if (slot >= records ? flags != 0 : !isRight(slot, flags)) {
        return Optional.of("slot " + slot + " of " + records + " has flags " + flags);
      }
      partialSeeds += Flags.visiblePartialSeed(flags) ? 1 : 0;
    }
    if (partialSeeds != block.partialSeeds()) {
      return Optional.of(partialSeeds + " partial seeds, counted " + block.partialSeeds());
    }
    return hasDuplicates(records) ? Optional.of("a peer twice") : Optional.empty();
  }

  private boolean isRight(int slot, int flags) {
    int group = Flags.group(flags);
    record.set(slot);
    tags[slot] = record.tag(hash);
    return Flags.has(flags, Flags.USED)
        && slot >= block.start(group)
        && slot < block.end(group)
        && block.hasColumns(Flags.columns(flags))
        && block.fingerprint(slot)
            == PeerKey.fingerprint(record.userHigh(), record.userLow(), tags[slot]);
  }

  private boolean hasDuplicates(int records) {
    Arrays.sort(tags, 0, records);
    for (int i = 1; i < records; i++) {
      if (tags[i] == tags[i - 1]) {
        return true;
      }
    }
    return false;
  }

  /** The slots that hold a record, each peer once, whatever the header says. */
  void usedOnce(Block checked, SlotSet into) {
    block.bind(checked);
    into.used(block);
    for (int slot = 0; slot < block.slots(); slot++) {
      if (into.has(slot)) {
        record.set(slot);
        tags[slot] = record.tag(hash);
        for (int before = 0; before < slot; before++) {
          if (into.has(before) && tags[before] == tags[slot]) {
            // A record that was being moved is there twice; both are whole.
            into.remove(slot);
            break;
          }
        }
      }
    }
  }
}
