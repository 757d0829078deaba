package io.karuta.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One peer in one swarm. Immutable.
 *
 * @param userId whose it is; null in a list of one user's peers
 * @param torrentId in which swarm; null in a list of one swarm's peers
 * @param infoHash of which swarm; empty in a list of one swarm's peers
 * @param peerId as the client made it, bytes that aren't printable as {@code %xx}; empty if unknown
 * @param endpoints where other peers reach it, IPv6 in brackets
 * @param uploaded the client's counter in bytes
 * @param downloaded the client's counter in bytes
 * @param left bytes
 * @param seenAt last announce, seconds since 1970
 * @param seeder whether it lacks nothing
 * @param partialSeed whether it lacks something and wants nothing of it (BEP 21)
 * @param dormant whether it is silent and in no count
 */
public record Peer(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long userId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long torrentId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String infoHash,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String peerId,
    List<String> endpoints,
    long uploaded,
    long downloaded,
    long left,
    long seenAt,
    boolean seeder,
    boolean partialSeed,
    boolean dormant) {

  /** Copies the endpoints. */
  public Peer {
    endpoints = List.copyOf(endpoints);
  }
}
