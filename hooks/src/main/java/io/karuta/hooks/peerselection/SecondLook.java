package io.karuta.hooks.peerselection;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.Attributes;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;

/**
 * Sends a peer away again whose torrent or user went while it announced: hooks found them, then
 * they were removed and their peers sent away, then this one came in. Thread-safe; allocates only
 * when the registry was changed during an announce.
 */
final class SecondLook {

  private final Registry registry;
  private final PeerStore store;

  SecondLook(Registry registry, PeerStore store) {
    this.registry = registry;
    this.store = store;
  }

  /** To be called when the swarm was entered; the answer is that of before, which it came in. */
  void take(AnnounceExchange exchange) {
    if (registry.changes() != exchange.registryChanges() && isGone(exchange.attributes())) {
      remove(exchange.swarmAnnounce());
    }
  }

  private boolean isGone(Attributes attributes) {
    Torrent torrent = attributes.find(StandardAttributes.TORRENT);
    if (torrent != null) {
      Torrent now = registry.torrents().byInfoHash(torrent.infoHash().toBytes(), 0);
      if (now == null || now.status() != Torrent.Status.ACTIVE) {
        return true;
      }
    }
    User user = attributes.find(StandardAttributes.USER);
    if (user == null) {
      return false;
    }
    User now = registry.users().byNumber(user.number());
    return now == null || !now.enabled();
  }

  private void remove(SwarmAnnounce announce) {
    store.remove(
        InfoHash.of(announce.request().infoHash(), 0),
        PeerFilter.of(new UserId(announce.userHigh(), announce.userLow())),
        announce.nowSecond(),
        new OnTermsOf(announce));
  }

  /** Books the departure on the terms of the announce: the registry knows them no more. */
  private record OnTermsOf(SwarmAnnounce announce) implements AccountingSink {

    @Override
    public boolean offer(PeerTransition transition) {
      transition.lastTerms(announce.terms());
      return announce.sink().offer(transition);
    }

    @Override
    public void stored(PeerTransition transition) {
      announce.sink().stored(transition);
    }
  }
}
