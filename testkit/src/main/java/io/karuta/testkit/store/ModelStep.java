package io.karuta.testkit.store;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.PeerTransition.Cause;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.pipeline.store.TakenChange;
import java.util.Map;
import java.util.Optional;

/** What one announce does. Guarded by its store. */
final class ModelStep {

  private final ModelSelection selection;
  private final long maxPeers;

  ModelStep(ModelSelection selection, long maxPeers) {
    this.selection = selection;
    this.maxPeers = maxPeers;
  }

  void announce(Map<InfoHash, ModelSwarm> swarms, SwarmAnnounce announce, SwarmReply reply) {
    reply.clear();
    AnnounceRequest request = announce.request();
    InfoHash infoHash = InfoHash.of(request.infoHash(), 0);
    ModelPeer.Key key =
        new ModelPeer.Key(
            new UserId(announce.userHigh(), announce.userLow()), PeerId.of(request.peerId(), 0));
    ModelSwarm swarm = swarms.getOrDefault(infoHash, new ModelSwarm(infoHash));
    boolean known = swarm.peers.containsKey(key);
    ModelPeer peer = swarm.peers.getOrDefault(key, new ModelPeer(key));

    if (request.event() == Event.STOPPED) {
      if (known) {
        stop(swarm, peer, announce);
      }
      reply.facts(known, false, true);
    } else if (!known && records(swarms) >= maxPeers) {
      peer.left = request.leftPresent() ? request.left() : AnnounceRequest.LEFT_UNKNOWN;
      peer.partialSeed = request.event() == Event.PAUSED && peer.left > 0;
      select(swarm, peer, announce, reply);
      reply.facts(false, false, false);
    } else {
      boolean early = known && isEarly(peer, announce);
      store(swarm, peer, known, announce);
      swarms.put(infoHash, swarm);
      if (!early) {
        select(swarm, peer, announce, reply);
      }
      reply.facts(known, early, true);
    }
    swarm.countInto(reply.counts());
    if (swarm.peers.isEmpty()) {
      swarms.remove(infoHash);
    }
  }

  private static long records(Map<InfoHash, ModelSwarm> swarms) {
    return swarms.values().stream().mapToLong(swarm -> swarm.peers.size()).sum();
  }

  private static boolean isEarly(ModelPeer peer, SwarmAnnounce announce) {
    Optional<Integer> seen =
        announce.request().address().connectedByIpv6() ? peer.seenIpv6Second : peer.seenIpv4Second;
    if (peer.dormant || announce.request().event() == Event.COMPLETED || seen.isEmpty()) {
      return false;
    }
    int elapsedSeconds = announce.nowSecond() - seen.get();
    return elapsedSeconds >= 0 && elapsedSeconds < announce.minIntervalSeconds();
  }

  private static void store(
      ModelSwarm swarm, ModelPeer peer, boolean known, SwarmAnnounce announce) {
    AnnounceRequest request = announce.request();
    long left = request.leftPresent() ? request.left() : leftBefore(peer, known);
    boolean snatch = isSnatch(peer, known, left, request.event());
    offer(swarm, peer, known, announce, left == 0, snatch, !announce.hidden());
    peer.uploaded = request.uploaded();
    peer.downloaded = request.downloaded();
    peer.left = left;
    peer.partialSeed = request.event() == Event.PAUSED && left > 0;
    peer.snatched |= snatch;
    peer.hidden = announce.hidden();
    peer.dormant = false;
    peer.departed = false;
    peer.reachedBy(request, announce.nowSecond());
    swarm.peers.put(peer.key, peer);
    if (snatch && !peer.hidden) {
      swarm.snatches++;
    }
  }

  private static long leftBefore(ModelPeer peer, boolean known) {
    return known ? peer.left : AnnounceRequest.LEFT_UNKNOWN;
  }

  private static boolean isSnatch(ModelPeer peer, boolean known, long left, Event event) {
    return left == 0 && !peer.snatched && (known ? !peer.seeder() : event == Event.COMPLETED);
  }

  private static void stop(ModelSwarm swarm, ModelPeer peer, SwarmAnnounce announce) {
    AnnounceRequest request = announce.request();
    long left = request.leftPresent() ? request.left() : peer.left;
    boolean snatch = isSnatch(peer, true, left, request.event());
    boolean taken = offer(swarm, peer, true, announce, left == 0, snatch, false);
    if (snatch && !peer.hidden) {
      swarm.snatches++;
    }
    if (taken) {
      swarm.peers.remove(peer.key);
      return;
    }
    // A client may stop with counters of 0 (WebTorrent) and come back where it was.
    peer.uploaded = Math.max(peer.uploaded, request.uploaded());
    peer.downloaded = Math.max(peer.downloaded, request.downloaded());
    peer.left = left;
    peer.partialSeed &= left > 0;
    peer.snatched |= snatch;
    peer.seenSecond = announce.nowSecond();
    peer.dormant = true;
    peer.departed = true;
  }

  private static boolean offer(
      ModelSwarm swarm,
      ModelPeer peer,
      boolean known,
      SwarmAnnounce announce,
      boolean seeder,
      boolean snatch,
      boolean visible) {
    PeerTransition transition = new PeerTransition();
    transition.beginAnnounce(announce);
    if (known) {
      ModelDepartures.prior(transition, peer);
    }
    boolean wasVisible = known && peer.visible();
    int seedersChange = (visible && seeder ? 1 : 0) - (wasVisible && peer.seeder() ? 1 : 0);
    int leechersChange = (visible && !seeder ? 1 : 0) - (wasVisible && !peer.seeder() ? 1 : 0);
    transition.outcome(
        seeder,
        snatch,
        seedersChange,
        leechersChange,
        swarm.seeders() + seedersChange,
        swarm.leechers() + leechersChange);
    boolean taken = announce.sink().offer(transition);
    ModelDepartures.settle(peer, transition, taken);
    announce.sink().stored(transition); // nothing of the model survives a kill
    return taken;
  }

  private void select(ModelSwarm swarm, ModelPeer peer, SwarmAnnounce announce, SwarmReply reply) {
    if (announce.numWant() > 0 && announce.wantsIpv4()) {
      selection.choose(swarm, peer, announce, false, reply.ipv4Peers());
    }
    if (announce.numWant() > 0 && announce.wantsIpv6()) {
      selection.choose(swarm, peer, announce, true, reply.ipv6Peers());
    }
  }

  void redo(Map<InfoHash, ModelSwarm> swarms, TakenChange change) {
    ModelSwarm swarm = swarms.getOrDefault(change.infoHash(), new ModelSwarm(change.infoHash()));
    ModelPeer.Key key = new ModelPeer.Key(change.user(), change.peerId());
    boolean known = swarm.peers.containsKey(key);
    ModelPeer peer = swarm.peers.getOrDefault(key, new ModelPeer(key));
    if (known && peer.seenSecond - change.atSecond() > 0) {
      return;
    }
    if (change.cause() != Cause.ANNOUNCED) {
      redoDeparture(swarm, peer, change.cause());
    } else if (change.event() == Event.STOPPED) {
      swarm.peers.remove(key);
    } else if (known || records(swarms) < maxPeers) {
      redoAnnounce(swarm, peer, known, change);
      swarms.put(change.infoHash(), swarm);
    }
    if (swarm.peers.isEmpty()) {
      swarms.remove(change.infoHash());
    }
  }

  private static void redoDeparture(ModelSwarm swarm, ModelPeer peer, Cause cause) {
    peer.debt.clear();
    if (peer.departed) {
      swarm.peers.remove(peer.key);
    } else if (cause == Cause.EXPIRED) {
      peer.dormant = true;
    }
  }

  private static void redoAnnounce(
      ModelSwarm swarm, ModelPeer peer, boolean known, TakenChange change) {
    boolean snatch = isSnatch(peer, known, change.left(), change.event());
    peer.debt.clear();
    peer.uploaded = change.uploaded();
    peer.downloaded = change.downloaded();
    peer.left = change.left();
    peer.partialSeed = change.event() == Event.PAUSED && change.left() > 0;
    peer.snatched |= snatch;
    peer.dormant |= !known;
    peer.departed = false;
    peer.seenSecond = change.atSecond();
    swarm.peers.put(peer.key, peer);
    if (snatch && peer.visible()) {
      swarm.snatches++;
    }
  }
}
