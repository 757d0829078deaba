package io.karuta.testkit.store;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.store.SwarmAnnounce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Chooses peers by shuffling all that may be listed. Guarded by its store. */
final class ModelSelection {

  private final Random random;

  ModelSelection(Random random) {
    this.random = random;
  }

  void choose(
      ModelSwarm swarm, ModelPeer announcer, SwarmAnnounce announce, boolean ipv6, PeerList into) {
    int numWant = announce.numWant();
    int sampleSize = announce.selector().sampleSize(numWant);
    boolean ranked = sampleSize > numWant;
    int wanted = ranked ? Math.min(sampleSize, 8 * numWant) : numWant;
    List<ModelPeer> sample = sample(swarm, announcer, ipv6, wanted);
    if (ranked) {
      Collections.shuffle(sample, random);
      Map<ModelPeer, Long> ranks = new HashMap<>();
      sample.forEach(peer -> ranks.put(peer, announce.selector().rank(announce, peer)));
      sample.sort(Comparator.comparing(ranks::get, Comparator.reverseOrder()));
    }
    for (ModelPeer peer : sample.subList(0, Math.min(numWant, sample.size()))) {
      byte[] wire = peer.endpoint(ipv6).orElseThrow().toBytes();
      int offset = into.reserve(1);
      System.arraycopy(wire, 0, into.bytes(), offset, wire.length);
    }
  }

  private List<ModelPeer> sample(ModelSwarm swarm, ModelPeer announcer, boolean ipv6, int wanted) {
    Set<Endpoint> listed = new HashSet<>();
    announcer.endpoint(ipv6).ifPresent(listed::add);
    List<ModelPeer> wantMore = new ArrayList<>();
    List<ModelPeer> haveEnough = new ArrayList<>();
    List<ModelPeer> shuffled = new ArrayList<>(swarm.peers.values());
    Collections.shuffle(shuffled, random);
    for (ModelPeer peer : shuffled) {
      boolean useful = announcer.wantsMore() || peer.wantsMore();
      if (useful
          && peer.visible()
          && peer.endpoint(ipv6).isPresent()
          && mayMeet(announcer, peer)
          && listed.add(peer.endpoint(ipv6).orElseThrow())) {
        (peer.wantsMore() ? wantMore : haveEnough).add(peer);
      }
    }
    int both = wantMore.size() + haveEnough.size();
    int fromEnough = Math.min(haveEnough.size(), wanted);
    if (both > wanted && !haveEnough.isEmpty()) {
      double share = (double) wanted * haveEnough.size() / both;
      fromEnough = (int) share + (random.nextDouble() < share - (int) share ? 1 : 0);
      if (wanted > 1 && !wantMore.isEmpty()) {
        fromEnough = Math.clamp(fromEnough, 1, wanted - 1);
      }
    }
    int fromWantMore = Math.min(wantMore.size(), wanted - fromEnough);
    fromEnough = Math.min(haveEnough.size(), wanted - fromWantMore);
    List<ModelPeer> sample = new ArrayList<>(haveEnough.subList(0, fromEnough));
    sample.addAll(wantMore.subList(0, fromWantMore));
    return sample;
  }

  private static boolean mayMeet(ModelPeer announcer, ModelPeer peer) {
    return peer != announcer
        && (announcer.key.user().isAnonymous() || !announcer.key.user().equals(peer.key.user()));
  }
}
