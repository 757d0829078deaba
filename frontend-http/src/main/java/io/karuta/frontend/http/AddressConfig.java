package io.karuta.frontend.http;

import io.karuta.pipeline.config.Options;
import java.util.List;

/**
 * What counts as a client's address. Immutable.
 *
 * @param trustedProxies networks in CIDR notation whose word on the client's address counts
 * @param forwardedHeader the header by which they give it
 * @param allowClientAddress whether {@code ip}, {@code ipv4} and {@code ipv6} of an announce count;
 *     they let a client point a swarm at a victim
 * @param allowNonRoutable whether private, loopback, multicast and other addresses that can't be
 *     reached over the internet are served
 */
public record AddressConfig(
    List<String> trustedProxies,
    ForwardedHeader forwardedHeader,
    boolean allowClientAddress,
    boolean allowNonRoutable) {

  /** Copies the list. */
  public AddressConfig {
    trustedProxies = List.copyOf(trustedProxies);
  }

  static AddressConfig read(Options options) {
    List<String> trustedProxies = options.strings("trusted-proxies", List.of());
    for (String network : trustedProxies) {
      if (Network.parse(network).isEmpty()) {
        options.problem(
            "trusted-proxies",
            "addresses or networks such as 10.0.0.0/8, no bits set behind the prefix",
            network);
      }
    }
    return new AddressConfig(
        trustedProxies,
        options.choice("forwarded-header", ForwardedHeader.class, ForwardedHeader.X_FORWARDED_FOR),
        options.bool("allow-client-address", false),
        options.bool("allow-non-routable", false));
  }
}
