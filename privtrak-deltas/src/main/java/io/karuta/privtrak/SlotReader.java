package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.store.TakenChange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads deltas out of slots that hold one and are not written meanwhile. Stateless. */
final class SlotReader {

  private SlotReader() {}

  /** The delta of a sequence. */
  static StatsDelta delta(RingMemory memory, long sequence) {
    long slot = memory.slotOf(sequence);
    return new StatsDelta(
        sequence,
        memory.intAt(slot + RingLayout.AT),
        user(memory, slot),
        memory.longAt(slot + RingLayout.USER_NUMBER),
        infoHash(memory, slot),
        memory.longAt(slot + RingLayout.TORRENT_NUMBER),
        peerId(memory, slot),
        endpoints(memory, slot),
        SlotText.read(memory, slot + RingLayout.CLIENT_NAME),
        SlotText.read(memory, slot + RingLayout.USER_AGENT),
        SlotCodes.deltaEvent(memory.byteAt(slot + RingLayout.EVENT)),
        memory.longAt(slot + RingLayout.UPLOADED),
        memory.longAt(slot + RingLayout.DOWNLOADED),
        memory.longAt(slot + RingLayout.CREDITED_UPLOADED),
        memory.longAt(slot + RingLayout.CREDITED_DOWNLOADED),
        memory.longAt(slot + RingLayout.CORRUPT),
        memory.longAt(slot + RingLayout.LEFT),
        memory.longAt(slot + RingLayout.REPORTED_UPLOADED),
        memory.longAt(slot + RingLayout.REPORTED_DOWNLOADED),
        memory.intAt(slot + RingLayout.SEED_SECONDS),
        memory.intAt(slot + RingLayout.LEECH_SECONDS),
        (memory.byteAt(slot + RingLayout.FLAGS) & RingLayout.FLAG_SNATCH) != 0,
        memory.byteAt(slot + RingLayout.SEEDERS_CHANGE),
        memory.byteAt(slot + RingLayout.LEECHERS_CHANGE),
        memory.intAt(slot + RingLayout.SEEDERS),
        memory.intAt(slot + RingLayout.LEECHERS));
  }

  /** The same as the swarm store needs it to do the change once more. */
  static TakenChange takenChange(RingMemory memory, long sequence) {
    long slot = memory.slotOf(sequence);
    return new TakenChange(
        infoHash(memory, slot),
        user(memory, slot),
        peerId(memory, slot),
        SlotCodes.cause(memory.byteAt(slot + RingLayout.CAUSE)),
        SlotCodes.announceEvent(memory.byteAt(slot + RingLayout.EVENT)),
        memory.intAt(slot + RingLayout.AT),
        memory.longAt(slot + RingLayout.REPORTED_UPLOADED),
        memory.longAt(slot + RingLayout.REPORTED_DOWNLOADED),
        memory.longAt(slot + RingLayout.LEFT));
  }

  private static UserId user(RingMemory memory, long slot) {
    return new UserId(
        memory.longAt(slot + RingLayout.USER_HIGH), memory.longAt(slot + RingLayout.USER_LOW));
  }

  private static InfoHash infoHash(RingMemory memory, long slot) {
    byte[] bytes = new byte[InfoHash.LENGTH_BYTES];
    memory.getBytes(slot + RingLayout.INFO_HASH, bytes);
    return InfoHash.of(bytes, 0);
  }

  private static PeerId peerId(RingMemory memory, long slot) {
    byte[] bytes = new byte[PeerId.LENGTH_BYTES];
    memory.getBytes(slot + RingLayout.PEER_ID, bytes);
    return PeerId.of(bytes, 0);
  }

  private static List<Endpoint> endpoints(RingMemory memory, long slot) {
    int flags = memory.byteAt(slot + RingLayout.FLAGS);
    short port = (short) memory.unsignedShortAt(slot + RingLayout.PORT);
    List<Endpoint> endpoints = new ArrayList<>(2);
    if ((flags & RingLayout.FLAG_IPV4) != 0) {
      ByteBuffer wire = ByteBuffer.allocate(Endpoint.IPV4_LENGTH_BYTES);
      wire.putInt(memory.intAt(slot + RingLayout.IPV4)).putShort(port);
      endpoints.add(Endpoint.ofWire(wire.array(), 0, wire.capacity()));
    }
    if ((flags & RingLayout.FLAG_IPV6) != 0) {
      ByteBuffer wire = ByteBuffer.allocate(Endpoint.IPV6_LENGTH_BYTES);
      wire.putLong(memory.longAt(slot + RingLayout.IPV6_HIGH))
          .putLong(memory.longAt(slot + RingLayout.IPV6_LOW))
          .putShort(port);
      endpoints.add(Endpoint.ofWire(wire.array(), 0, wire.capacity()));
    }
    return List.copyOf(endpoints);
  }
}
