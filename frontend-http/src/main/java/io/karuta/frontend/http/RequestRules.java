package io.karuta.frontend.http;

import java.util.BitSet;

/**
 * What the operator lets requests say. Immutable and thread-safe.
 *
 * <p>A class and not a record, since the set of ports must not be handed out.
 */
final class RequestRules {

  private static final int MAX_PORT = 65_535;

  private final boolean allowClientAddress;
  private final boolean allowNonRoutable;
  private final BitSet blockedPorts;
  private final int maxScrapeInfoHashes;

  RequestRules(HttpConfig config) {
    allowClientAddress = config.addresses().allowClientAddress();
    allowNonRoutable = config.addresses().allowNonRoutable();
    maxScrapeInfoHashes = config.maxScrapeInfohashes();
    blockedPorts = new BitSet(MAX_PORT + 1);
    config.portBlocklist().forEach(blockedPorts::set);
  }

  /** Whether {@code ip}, {@code ipv4} and {@code ipv6} count. */
  boolean allowClientAddress() {
    return allowClientAddress;
  }

  /** Whether addresses that can't be reached over the internet may be announced. */
  boolean allowNonRoutable() {
    return allowNonRoutable;
  }

  /** How many info hashes of one scrape are answered. */
  int maxScrapeInfoHashes() {
    return maxScrapeInfoHashes;
  }

  /** Whether a client may say that it listens there; 0, nowhere, only when it stops. */
  boolean isPortAllowed(long port, boolean stopped) {
    return (port >= 1 && port <= MAX_PORT && !blockedPorts.get((int) port))
        || (port == 0 && stopped);
  }
}
