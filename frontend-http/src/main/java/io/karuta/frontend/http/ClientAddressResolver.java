package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.Verdict;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;

/**
 * Finds out where a client is. Confined to one thread; allocates only the copy that the JDK makes
 * of a socket's address.
 *
 * <p>The socket's address counts, unless it is a trusted proxy's: then the header that the operator
 * named does. X-Forwarded-For is walked from the right, where the nearest proxy has put what it
 * saw, up to the first address that is no trusted proxy; what stands left of it anybody may have
 * written. The header of a stranger is never looked at.
 */
final class ClientAddressResolver {

  private static final HttpString X_REAL_IP = new HttpString("X-Real-IP");

  private final TrustedProxies trusted;
  private final ForwardedHeader header;
  private final boolean allowNonRoutable;
  private final IpText ipText = new IpText();
  private final Addresses addresses = new Addresses();

  ClientAddressResolver(AddressConfig config, TrustedProxies trusted) {
    this.trusted = trusted;
    header = trusted.isEmpty() ? ForwardedHeader.NONE : config.forwardedHeader();
    allowNonRoutable = config.allowNonRoutable();
  }

  /**
   * Sets the address of a request's client.
   *
   * @param source the socket's other end, or what a PROXY protocol line named
   * @param headers the request's
   */
  Verdict resolve(InetSocketAddress source, HeaderMap headers, ClientAddress target) {
    byte[] raw = source.getAddress().getAddress();
    byte[] client = addresses.exactly(raw, raw.length);
    if (header != ForwardedHeader.NONE && trusted.contains(client)) {
      HeaderValues values =
          headers.get(header == ForwardedHeader.X_REAL_IP ? X_REAL_IP : Headers.X_FORWARDED_FOR);
      // Without the header it is the proxy's own request, such as a health check.
      if (values != null) {
        client = header == ForwardedHeader.X_REAL_IP ? realIp(values) : walk(values, client);
      }
    }
    if (client.length == 0) {
      return Refusals.INVALID_ADDRESS;
    }
    if (!allowNonRoutable && Ip.isNonRoutable(client)) {
      return Refusals.NON_ROUTABLE_ADDRESS;
    }
    target.connectedFrom(client);
    return Verdict.PROCEED;
  }

  private byte[] realIp(HeaderValues values) {
    String last = values.getLast();
    return addresses.exactly(ipText.bytes(), ipText.read(last, 0, last.length()));
  }

  /**
   * The rightmost untrusted address; the leftmost one if all are trusted; empty if one is broken.
   */
  private byte[] walk(HeaderValues values, byte[] socket) {
    byte[] client = socket;
    for (int line = values.size() - 1; line >= 0; line--) {
      String list = values.get(line);
      int end = list.length();
      while (end >= 0) {
        int comma = list.lastIndexOf(',', end - 1);
        client = addresses.exactly(ipText.bytes(), ipText.read(list, comma + 1, end));
        if (client.length == 0 || !trusted.contains(client)) {
          return client;
        }
        end = comma;
      }
    }
    return client;
  }
}
