package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;

/**
 * Writes deltas into slots that were begun. Every field is written, so that nothing of an older
 * delta is left. Thread-safe: the caller owns the slot; allocates nothing.
 */
final class SlotWriter {

  private final RingMemory memory;

  SlotWriter(RingMemory memory) {
    this.memory = memory;
  }

  /** Writes who, where and what happened; the numbers come with the other methods. */
  void describe(long slot, PeerTransition transition) {
    memory.putInt(slot + RingLayout.AT, transition.nowSecond());
    memory.put20Bytes(slot + RingLayout.INFO_HASH, transition.infoHash());
    memory.put20Bytes(slot + RingLayout.PEER_ID, transition.peerId());
    memory.putLong(slot + RingLayout.USER_HIGH, transition.userHigh());
    memory.putLong(slot + RingLayout.USER_LOW, transition.userLow());
    memory.putLong(slot + RingLayout.LEFT, DeltaRule.left(transition));
    memory.putInt(slot + RingLayout.SEEDERS, transition.seeders());
    memory.putInt(slot + RingLayout.LEECHERS, transition.leechers());
    memory.putByte(slot + RingLayout.SEEDERS_CHANGE, transition.seedersChange());
    memory.putByte(slot + RingLayout.LEECHERS_CHANGE, transition.leechersChange());
    memory.putByte(slot + RingLayout.CAUSE, SlotCodes.of(transition.cause()));
    SwarmAnnounce announce = transition.announce();
    if (announce == null) {
      describeDeparture(slot, transition);
    } else {
      describeAnnounce(slot, announce);
    }
  }

  private void describeAnnounce(long slot, SwarmAnnounce announce) {
    AnnounceRequest request = announce.request();
    ClientAddress address = request.address();
    boolean ipv4 = address.ipv4Present();
    boolean ipv6 = address.ipv6Present();
    memory.putShort(slot + RingLayout.PORT, request.port());
    memory.putInt(slot + RingLayout.IPV4, ipv4 ? address.ipv4() : 0);
    memory.putLong(slot + RingLayout.IPV6_HIGH, ipv6 ? address.ipv6High() : 0);
    memory.putLong(slot + RingLayout.IPV6_LOW, ipv6 ? address.ipv6Low() : 0);
    memory.putByte(
        slot + RingLayout.FLAGS,
        (ipv4 ? RingLayout.FLAG_IPV4 : 0) | (ipv6 ? RingLayout.FLAG_IPV6 : 0));
    memory.putByte(slot + RingLayout.EVENT, SlotCodes.of(request.event()));
    texts(slot, announce.terms().clientName(), request.userAgent());
    memory.putLong(slot + RingLayout.CORRUPT, request.corrupt());
    memory.putLong(slot + RingLayout.REPORTED_UPLOADED, request.uploaded());
    memory.putLong(slot + RingLayout.REPORTED_DOWNLOADED, request.downloaded());
  }

  private void describeDeparture(long slot, PeerTransition transition) {
    memory.putShort(slot + RingLayout.PORT, 0);
    memory.putInt(slot + RingLayout.IPV4, 0);
    memory.putLong(slot + RingLayout.IPV6_HIGH, 0);
    memory.putLong(slot + RingLayout.IPV6_LOW, 0);
    memory.putByte(slot + RingLayout.FLAGS, 0);
    memory.putByte(slot + RingLayout.EVENT, SlotCodes.EXPIRED);
    texts(slot, "", "");
    memory.putLong(slot + RingLayout.CORRUPT, 0);
    memory.putLong(slot + RingLayout.REPORTED_UPLOADED, transition.priorUploaded());
    memory.putLong(slot + RingLayout.REPORTED_DOWNLOADED, transition.priorDownloaded());
  }

  private void texts(long slot, String clientName, String userAgent) {
    SlotText.put(memory, slot + RingLayout.CLIENT_NAME, clientName, RingLayout.CLIENT_NAME_BYTES);
    SlotText.put(memory, slot + RingLayout.USER_AGENT, userAgent, RingLayout.USER_AGENT_BYTES);
  }

  /** Writes the site's numbers, 0 where unknown. */
  void numbers(long slot, long userNumber, long torrentNumber) {
    memory.putLong(slot + RingLayout.USER_NUMBER, userNumber);
    memory.putLong(slot + RingLayout.TORRENT_NUMBER, torrentNumber);
  }

  /** Writes the bytes, raw, and what is credited of them. */
  void bytes(
      long slot, long uploaded, long creditedUploaded, long downloaded, long creditedDownloaded) {
    memory.putLong(slot + RingLayout.UPLOADED, uploaded);
    memory.putLong(slot + RingLayout.DOWNLOADED, downloaded);
    memory.putLong(slot + RingLayout.CREDITED_UPLOADED, creditedUploaded);
    memory.putLong(slot + RingLayout.CREDITED_DOWNLOADED, creditedDownloaded);
  }

  /** Writes the times, and whether a download was finished. */
  void progress(long slot, int seedSeconds, int leechSeconds, boolean snatch) {
    memory.putInt(slot + RingLayout.SEED_SECONDS, seedSeconds);
    memory.putInt(slot + RingLayout.LEECH_SECONDS, leechSeconds);
    if (snatch) {
      int flags = memory.byteAt(slot + RingLayout.FLAGS);
      memory.putByte(slot + RingLayout.FLAGS, flags | RingLayout.FLAG_SNATCH);
    }
  }
}
