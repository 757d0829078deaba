package io.karuta.storage.optmem;

import java.util.Optional;

/** Looks at every slot of a swarm for what may not be. Owned by one thread at a time. */
final class Verifier {

  private final PeerRecord record = new PeerRecord();
  private final PeerRecord found = new PeerRecord();
  private final byte[] peerId = new byte[20];

  /** What is wrong with the swarm that the session is bound to; empty if nothing is. */
  Optional<String> problem(Session session) {
    Swarm swarm = session.swarm;
    try {
      if (!swarm.isPlausible()) {
        return Optional.of("counts that don't fit the pages");
      }
      int records = swarm.records();
      int slots = swarm.slots();
      int partialSeeds = 0;
      for (int slot = 0; slot < slots; slot++) {
        swarm.locate(slot, record);
        int flags = record.flags();
        if (slot >= records ? flags != 0 : !isRight(session, slot)) {
          return Optional.of("slot " + slot + " of " + records + " has flags " + flags);
        }
        boolean partial = Flags.has(flags, Flags.PARTIAL_SEED);
        partialSeeds += partial && Flags.visible(flags) ? 1 : 0;
      }
      return partialSeeds == swarm.partialSeeds()
          ? Optional.empty()
          : Optional.of(partialSeeds + " partial seeds, counted " + swarm.partialSeeds());
    } catch (OptmemException | AssertionError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private boolean isRight(Session session, int slot) {
    int flags = record.flags();
    int group = Flags.group(flags);
    Swarm swarm = session.swarm;
    record.copyPeerId(peerId);
    session.peer.set(record.userHigh(), record.userLow(), peerId);
    return Flags.has(flags, Flags.USED)
        && slot >= swarm.start(group)
        && slot < swarm.start(group + 1)
        && record.tag() == session.peer.tag()
        && swarm.find(session.peer, found) == slot;
  }
}
