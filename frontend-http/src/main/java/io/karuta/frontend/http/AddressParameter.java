package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.ClientAddress;
import java.nio.charset.StandardCharsets;

/**
 * Takes an address that a client says of itself (BEP 3 {@code ip}, BEP 7 {@code ipv4} and {@code
 * ipv6}). Confined to one thread.
 *
 * <p>What is no address, such as a host name, is ignored, and so is an address that can't be
 * reached unless such are allowed: a client behind a router says its private one, and the address
 * that it came from still counts.
 */
final class AddressParameter {

  private final boolean allowNonRoutable;
  private final IpText ipText = new IpText();
  private final Addresses addresses = new Addresses();

  AddressParameter(boolean allowNonRoutable) {
    this.allowNonRoutable = allowNonRoutable;
  }

  /** Adds the address, or replaces that of its family; {@code length} below 0 for none. */
  void apply(byte[] text, int length, ClientAddress address) {
    if (length <= 0) {
      return;
    }
    // Only where the operator lets clients name addresses, and only for those that do.
    String ascii = new String(text, 0, length, StandardCharsets.ISO_8859_1);
    byte[] ip = addresses.exactly(ipText.bytes(), ipText.read(ascii, 0, length));
    if (ip.length > 0 && (allowNonRoutable || !Ip.isNonRoutable(ip))) {
      address.add(ip);
    }
  }
}
