package io.karuta.pipeline.registry;

import io.karuta.pipeline.bittorrent.InfoHash;

/**
 * One entry that a caller wants to be otherwise: which one, and what to do with it. An edit that
 * puts must put an entry of the same key; the other unique key, a user's passkey or a torrent's
 * number, may change. Immutable if its edit is.
 */
public sealed interface Change {

  /** Changes the user of a number, 1 or more. */
  record OfUser(long number, Edit<User> edit) implements Change {}

  /** Changes the torrent of an info hash. */
  record OfTorrent(InfoHash infoHash, Edit<Torrent> edit) implements Change {}

  /** Changes the client of exactly this prefix. */
  record OfClient(String prefix, Edit<Client> edit) implements Change {}

  /** Changes the token of a user for a torrent, by their numbers, each 1 or more. */
  record OfToken(long userNumber, long torrentNumber, Edit<CreditToken> edit) implements Change {}
}
