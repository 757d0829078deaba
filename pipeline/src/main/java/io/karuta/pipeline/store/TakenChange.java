package io.karuta.pipeline.store;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;

/**
 * A change that the accounting took for good, as its journal remembers it. Immutable.
 *
 * @param infoHash the swarm
 * @param user whose peer it is
 * @param peerId the client's session
 * @param cause why the peer changed
 * @param event what the announce said; {@link Event#NONE} unless the cause is an announce
 * @param atSecond when it happened, seconds since 1970
 * @param uploaded the client's uploaded counter in bytes
 * @param downloaded the client's downloaded counter in bytes
 * @param left bytes that it lacked
 */
public record TakenChange(
    InfoHash infoHash,
    UserId user,
    PeerId peerId,
    PeerTransition.Cause cause,
    Event event,
    int atSecond,
    long uploaded,
    long downloaded,
    long left) {}
