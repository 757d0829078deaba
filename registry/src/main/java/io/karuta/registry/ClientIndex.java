package io.karuta.registry;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The client whitelist. Any thread reads without waiting, from a {@link ClientPrefixes} that is
 * replaced as a whole; writers take turns by a lock of their own.
 */
final class ClientIndex implements Registry.Clients {

  private volatile ClientPrefixes prefixes = ClientPrefixes.EMPTY;

  @Override
  public @Nullable Client matching(byte[] peerId) {
    return prefixes.longestOf(peerId);
  }

  @Override
  public int size() {
    return prefixes.size();
  }

  /** Adds or replaces a client; whether it is new. For writers. */
  boolean put(Client client) {
    int sizeBefore = prefixes.size();
    prefixes = prefixes.with(client);
    return prefixes.size() > sizeBefore;
  }

  /** Whether the prefix is there. */
  boolean has(String prefix) {
    return prefixes.has(prefix);
  }
}
