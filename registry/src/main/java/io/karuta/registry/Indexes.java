package io.karuta.registry;

import io.karuta.pipeline.registry.Writes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The indexes of all kinds of entries under one secret, and how often they were changed. For any
 * reader and one writer at a time.
 */
record Indexes(
    UserIndex users,
    TorrentIndex torrents,
    ClientIndex clients,
    TokenIndex tokens,
    AtomicLong changes) {

  /** Empty ones. */
  static Indexes create() {
    SecretHash hash = SecretHash.random();
    return new Indexes(
        new UserIndex(hash),
        new TorrentIndex(hash),
        new ClientIndex(),
        new TokenIndex(hash),
        new AtomicLong());
  }

  /** Makes changes; tokens come first, so that nobody is seen without them. */
  void write(Writes writes) {
    tokens.write(writes.tokens());
    clients.write(writes.clients());
    torrents.write(writes.torrents());
    users.write(writes.users());
    changes.incrementAndGet(); // last: whoever sees it sees the rest
  }
}
