package io.karuta.registry;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Write;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client whitelist. Any thread reads without waiting, from a {@link ClientPrefixes} that is
 * replaced as a whole, so that a batch is seen at once; writers take turns by a lock of their own.
 */
final class ClientIndex implements Registry.Clients, EntryIndex<String, Client> {

  private volatile ClientPrefixes prefixes = ClientPrefixes.EMPTY;

  @Override
  public @Nullable Client matching(byte[] peerId) {
    return prefixes.longestOf(peerId);
  }

  @Override
  public @Nullable Client byPrefix(String prefix) {
    return prefixes.of(prefix);
  }

  @Override
  public void forEach(Consumer<? super Client> visitor) {
    prefixes.forEach(visitor);
  }

  @Override
  public int size() {
    return prefixes.size();
  }

  @Override
  public @Nullable Client find(String prefix) {
    return prefixes.of(prefix);
  }

  @Override
  public String keyOf(Client client) {
    return client.prefix();
  }

  @Override
  public void write(List<Write<Client>> writes) {
    prefixes = prefixes.with(writes);
  }
}
