package io.karuta.bench.store;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;
import java.util.SplittableRandom;

/**
 * What chihaya's benchmarks do, said to a store of ours: 1,000 random info hashes and 1,000 random
 * IPv4 peers, each of a user of its own. Confined to one thread.
 */
final class ChihayaOperation {

  /** Info hashes, and peers, of the original. */
  static final int COUNT = 1000;

  private static final int NUM_WANT = 50;

  private final PeerStore store;
  private final int count;
  private final byte[][] infoHashes;
  private final byte[][] peerIds;
  private final int[] addresses;
  private final int[] ports;
  private final AnnounceRequest request = new AnnounceRequest();
  private final SwarmAnnounce announce = new SwarmAnnounce(request);
  private final SwarmReply reply = new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6());
  private final SwarmCounts counts = new SwarmCounts();

  ChihayaOperation(PeerStore store, int count, long seed) {
    this.store = store;
    this.count = count;
    infoHashes = new byte[count][20];
    peerIds = new byte[count][20];
    addresses = new int[count];
    ports = new int[count];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      random.nextBytes(infoHashes[i]);
      random.nextBytes(peerIds[i]);
      addresses[i] = random.nextInt();
      ports[i] = random.nextInt(1, 65536);
    }
  }

  /** All peers in all swarms: the first half leechers, the others seeders. */
  void fill() {
    for (int hash = 0; hash < count; hash++) {
      for (int peer = 0; peer < count; peer++) {
        announce(hash, peer, peer >= count / 2, Event.STARTED, 0);
      }
    }
  }

  /** The operation of a name without its suffix, on one info hash and one peer. */
  int run(String name, int hash, int peer) {
    return switch (name) {
      case "Nop" -> hash + peer;
      case "Put" -> announce(hash, peer, true, Event.NONE, 0);
      case "DeleteNonexist" -> announce(hash, peer, true, Event.STOPPED, 0);
      case "GradNonexist" -> announce(hash, peer, true, Event.COMPLETED, 0);
      case "PutDelete" ->
          announce(hash, peer, true, Event.NONE, 0) + announce(hash, peer, true, Event.STOPPED, 0);
      case "PutGradDelete" ->
          announce(hash, peer, false, Event.NONE, 0)
              + announce(hash, peer, true, Event.COMPLETED, 0)
              + announce(hash, peer, true, Event.STOPPED, 0);
      case "AnnounceLeecher" -> announce(hash, 0, false, Event.NONE, NUM_WANT);
      case "AnnounceSeeder" -> announce(hash, count - 1, true, Event.NONE, NUM_WANT);
      case "ScrapeSwarm" -> scrape(hash);
      default -> throw new IllegalArgumentException("operation: " + name);
    };
  }

  private int announce(int hash, int peer, boolean seeder, Event event, int numWant) {
    request.clear();
    System.arraycopy(infoHashes[hash], 0, request.infoHash(), 0, 20);
    System.arraycopy(peerIds[peer], 0, request.peerId(), 0, 20);
    request.address().ipv4(addresses[peer]);
    request.port(ports[peer]);
    request.left(seeder ? 0 : 1);
    request.event(event);
    announce.clear(StoreClient.START_SECOND);
    announce.userOfNumber(peer + 1);
    announce.want(numWant, true, false);
    store.announce(announce, reply);
    return reply.ipv4Peers().size() + reply.counts().seeders();
  }

  private int scrape(int hash) {
    store.scrape(infoHashes[hash], 0, counts);
    return counts.seeders();
  }

  /** What the last announce got. */
  SwarmReply reply() {
    return reply;
  }
}
