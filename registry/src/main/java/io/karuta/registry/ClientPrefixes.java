package io.karuta.registry;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Write;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Clients in the order of their prefixes. Immutable and thread-safe.
 *
 * <p>The longest prefix of a peer id is found by one binary search. All that sorts between a prefix
 * and a peer id which begins with it begins with it too; so the answer is the last entry that sorts
 * not after the peer id, or one of the entries that are prefixes of it: its parents.
 */
final class ClientPrefixes {

  static final ClientPrefixes EMPTY = new ClientPrefixes(new TreeMap<>());

  private static final int NONE = -1;

  private final SortedMap<String, Client> clientsByPrefix;
  private final Client[] clients;
  private final byte[][] prefixes;
  // For each entry, the one with the longest prefix that is a proper prefix of its own.
  private final int[] parents;

  // A prefix is printable ASCII, so the order of its characters is the order of its bytes.
  private ClientPrefixes(SortedMap<String, Client> clientsByPrefix) {
    this.clientsByPrefix = clientsByPrefix;
    Collection<Client> sorted = clientsByPrefix.values();
    clients = sorted.toArray(Client[]::new);
    prefixes = sorted.stream().map(Client::prefixBytes).toArray(byte[][]::new);
    parents = new int[clients.length];
    for (int i = 0; i < parents.length; i++) {
      int candidate = i - 1;
      while (candidate != NONE && !beginsWith(prefixes[i], prefixes[candidate])) {
        candidate = parents[candidate];
      }
      parents[i] = candidate;
    }
  }

  /** These after changes. */
  ClientPrefixes with(Iterable<Write<Client>> writes) {
    SortedMap<String, Client> copy = new TreeMap<>(clientsByPrefix);
    for (Write<Client> write : writes) {
      Client before = write.before();
      Client after = write.after();
      if (after != null) {
        copy.put(after.prefix(), after);
      } else if (before != null) {
        copy.remove(before.prefix());
      }
    }
    return new ClientPrefixes(copy);
  }

  /** The client with the longest prefix of the peer id; null if there is none. */
  @Nullable Client longestOf(byte[] peerId) {
    int candidate = lastNotAfter(peerId);
    while (candidate != NONE && !beginsWith(peerId, prefixes[candidate])) {
      candidate = parents[candidate];
    }
    return candidate == NONE ? null : clients[candidate];
  }

  /** The client of exactly this prefix; null if there is none. */
  @Nullable Client of(String prefix) {
    return clientsByPrefix.get(prefix);
  }

  /** Visits the clients by ascending prefix. */
  void forEach(Consumer<? super Client> visitor) {
    clientsByPrefix.values().forEach(visitor);
  }

  /** Number of clients. */
  int size() {
    return clients.length;
  }

  private int lastNotAfter(byte[] peerId) {
    int low = 0;
    int high = prefixes.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(prefixes[middle], peerId) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private static boolean beginsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }
}
