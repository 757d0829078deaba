package io.karuta.pipeline.registry;

import java.util.List;
import java.util.Optional;

/**
 * What one transaction of a {@link RegistrySource} saves. Each entry is in it once at most; where
 * unique keys change hands within it, only what stands at the end has to fit. Immutable.
 *
 * @param noted the request that it answers, to be kept with it; empty if it has no key
 * @param mark a number that no other save has, kept with it as the last one's
 */
public record Writes(
    List<Write<User>> users,
    List<Write<Torrent>> torrents,
    List<Write<Client>> clients,
    List<Write<CreditToken>> tokens,
    Optional<NotedRequest> noted,
    long mark) {

  /** Whether no entry changes. */
  public boolean isEmpty() {
    return users.isEmpty() && torrents.isEmpty() && clients.isEmpty() && tokens.isEmpty();
  }
}
