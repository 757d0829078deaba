package io.karuta.frontend.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The networks whose word on a client's address counts. Immutable and thread-safe. */
final class TrustedProxies {

  private final Network[] networks;

  TrustedProxies(AddressConfig config) {
    List<Network> parsed =
        config.trustedProxies().stream().map(Network::parse).flatMap(Optional::stream).toList();
    networks = parsed.toArray(Network[]::new);
  }

  /** Whether there are any. */
  boolean isEmpty() {
    return networks.length == 0;
  }

  /** Whether an address in network order, 4 or 16 bytes, lies in one of them. */
  boolean contains(byte[] address) {
    for (Network network : networks) {
      if (network.contains(address, address.length)) {
        return true;
      }
    }
    return false;
  }

  boolean contains(InetAddress address) {
    return contains(address.getAddress());
  }
}
