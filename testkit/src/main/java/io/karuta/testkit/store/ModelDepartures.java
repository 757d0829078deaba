package io.karuta.testkit.store;

import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.Debt;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.PeerTransition.Cause;

/** How peers leave without announcing. Guarded by its store. */
final class ModelDepartures {

  private final int peerLifetimeSeconds;
  private final int dormantLifetimeSeconds;

  ModelDepartures(int peerLifetimeSeconds, int dormantLifetimeSeconds) {
    this.peerLifetimeSeconds = peerLifetimeSeconds;
    this.dormantLifetimeSeconds = dormantLifetimeSeconds;
  }

  /** Removes the peer, or keeps it departed if the sink doesn't take it. */
  void depart(ModelSwarm swarm, ModelPeer peer, Cause cause, int nowSecond, AccountingSink sink) {
    if (offer(swarm, peer, cause, nowSecond, sink)) {
      swarm.peers.remove(peer.key);
    } else {
      peer.dormant = true;
      peer.departed = true;
    }
  }

  void sweep(ModelSwarm swarm, ModelPeer peer, int nowSecond, AccountingSink sink) {
    int silentSeconds = nowSecond - peer.seenSecond;
    if (peer.departed) {
      depart(swarm, peer, Cause.RETRIED, nowSecond, sink);
    } else if (peer.dormant && silentSeconds >= dormantLifetimeSeconds) {
      depart(swarm, peer, Cause.EXPIRED, nowSecond, sink);
    } else if (peer.dormant && !peer.debt.isNothing()) {
      offer(swarm, peer, Cause.RETRIED, nowSecond, sink);
    } else if (!peer.dormant && silentSeconds >= peerLifetimeSeconds) {
      offer(swarm, peer, Cause.EXPIRED, nowSecond, sink);
      peer.dormant = true;
    }
  }

  private static boolean offer(
      ModelSwarm swarm, ModelPeer peer, Cause cause, int nowSecond, AccountingSink sink) {
    PeerTransition transition = new PeerTransition();
    transition.beginDeparture(
        cause,
        nowSecond,
        peer.key.user().high(),
        peer.key.user().low(),
        swarm.infoHash.toBytes(),
        peer.key.peerId().toBytes());
    prior(transition, peer);
    int seedersChange = peer.visible() && peer.seeder() ? -1 : 0;
    int leechersChange = peer.visible() && !peer.seeder() ? -1 : 0;
    transition.outcome(
        peer.seeder(),
        false,
        seedersChange,
        leechersChange,
        swarm.seeders() + seedersChange,
        swarm.leechers() + leechersChange);
    boolean taken = sink.offer(transition);
    settle(peer, transition, taken);
    sink.stored(transition); // nothing of the model survives a kill
    return taken;
  }

  static void prior(PeerTransition transition, ModelPeer peer) {
    transition.prior(
        peer.uploaded, peer.downloaded, peer.left, peer.seenSecond, peer.seeder(), peer.dormant);
    Debt debt = peer.debt;
    transition
        .debt()
        .set(
            debt.uploaded(),
            debt.downloaded(),
            debt.seedSeconds(),
            debt.leechSeconds(),
            debt.snatch());
    transition.debt().departure(debt.departure());
  }

  static void settle(ModelPeer peer, PeerTransition transition, boolean taken) {
    peer.debt.clear();
    if (!taken) {
      Debt owed = transition.owed();
      peer.debt.set(
          owed.uploaded(),
          owed.downloaded(),
          owed.seedSeconds(),
          owed.leechSeconds(),
          owed.snatch());
      peer.debt.departure(owed.departure());
    }
  }
}
