package io.karuta.admin.tracker;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.AccountingTerms;
import io.karuta.pipeline.store.PeerTransition;

/**
 * Tells the accounting of peers that leave what the registry says no more: the numbers and factors
 * of the torrent or user that is gone. Confined to one thread.
 */
final class FarewellSink implements AccountingSink {

  private final AccountingSink inner;
  private final Served gone;
  private final AccountingTerms terms = new AccountingTerms();

  FarewellSink(AccountingSink inner, Served gone) {
    this.inner = inner;
    this.gone = gone;
  }

  @Override
  public boolean offer(PeerTransition transition) {
    terms.clear();
    Torrent torrent = gone.torrent(InfoHash.of(transition.infoHash(), 0));
    if (torrent != null) {
      terms.torrentNumber(torrent.number());
      terms.raiseUploadPercent(torrent.uploadPercent());
      terms.lowerDownloadPercent(torrent.downloadPercent());
    }
    User user = transition.userHigh() == 0 ? gone.user(transition.userLow()) : null;
    if (user != null) {
      terms.userNumber(user.number());
      terms.raiseUploadPercent(user.uploadPercent());
      terms.lowerDownloadPercent(user.downloadPercent());
    }
    transition.lastTerms(terms);
    return inner.offer(transition);
  }

  @Override
  public void stored(PeerTransition transition) {
    inner.stored(transition);
  }
}
