package io.karuta.pipeline.store;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import java.util.List;

/**
 * One peer as it was at some moment; for administration and tests.
 *
 * @param infoHash the swarm
 * @param user whose peer it is
 * @param peerId its client's session
 * @param endpoints one or two addresses, IPv4 first
 * @param uploaded counter of its last announce in bytes
 * @param downloaded counter of its last announce in bytes
 * @param left bytes that it lacked at its last announce
 * @param seenSecond its last announce, seconds since 1970
 * @param seeder whether it lacked nothing
 * @param partialSeed whether it wanted no more (BEP 21)
 * @param dormant whether it is silent for longer than the peer lifetime, or departed
 */
public record PeerSnapshot(
    InfoHash infoHash,
    UserId user,
    PeerId peerId,
    List<Endpoint> endpoints,
    long uploaded,
    long downloaded,
    long left,
    int seenSecond,
    boolean seeder,
    boolean partialSeed,
    boolean dormant) {}
