package io.karuta.frontend.http;

import io.karuta.pipeline.config.Options;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One address and port to listen on. Immutable.
 *
 * @param address an IPv4 or IPv6 address of this machine; {@code *} for all of both families,
 *     {@code 0.0.0.0} for all of IPv4, {@code ::} for all of IPv6
 * @param port 1 to 65535, or 0 for any free one
 * @param tls certificate and key, if the listener speaks HTTPS
 * @param proxyProtocol whether each connection begins with a PROXY protocol line that names the
 *     client; only trusted proxies may connect then
 */
public record ListenerConfig(
    String address, int port, Optional<TlsConfig> tls, boolean proxyProtocol) {

  /** All addresses of this machine, IPv4 and IPv6, by one socket. */
  public static final String ALL_ADDRESSES = "*";

  private static final int DEFAULT_PORT = 6969;

  static List<ListenerConfig> readAll(Options options, AddressConfig addresses) {
    if (!options.has("listeners")) {
      return List.of(new ListenerConfig(ALL_ADDRESSES, DEFAULT_PORT, Optional.empty(), false));
    }
    List<ListenerConfig> listeners = new ArrayList<>();
    for (Options child : options.children("listeners")) {
      ListenerConfig listener = read(child, addresses);
      if (listeners.stream().anyMatch(listener::clashesWith)) {
        child.problem(
            "port", "a port that no listener before has", Integer.toString(listener.port()));
      }
      listeners.add(listener);
    }
    if (listeners.isEmpty()) {
      options.problem("listeners", "at least one listener", "an empty list");
    }
    return listeners;
  }

  private static ListenerConfig read(Options options, AddressConfig addresses) {
    String address = options.string("address", ALL_ADDRESSES);
    if (!isAddress(address)) {
      options.problem("address", "*, 0.0.0.0, :: or one address of this machine", address);
    }
    boolean proxyProtocol = options.bool("proxy-protocol", false);
    if (proxyProtocol && addresses.trustedProxies().isEmpty()) {
      options.problem("proxy-protocol", "trusted-proxies to say who may connect", "none");
    }
    return new ListenerConfig(
        address,
        options.integer("port", DEFAULT_PORT, 0, 65_535),
        options.has("tls") ? TlsConfig.read(options) : Optional.empty(),
        proxyProtocol);
  }

  private static boolean isAddress(String address) {
    if (address.equals(ALL_ADDRESSES)) {
      return true;
    }
    if (address.indexOf('[') >= 0) {
      return false; // the JDK takes brackets, but they belong to a URL
    }
    try {
      InetAddress _ = InetAddress.ofLiteral(address);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private boolean clashesWith(ListenerConfig other) {
    return port != 0
        && port == other.port
        && (address.equals(other.address)
            || socketAddress().getAddress().isAnyLocalAddress()
            || other.socketAddress().getAddress().isAnyLocalAddress());
  }

  /**
   * Whether a connection is served. The JVM's one socket for all addresses is of both families
   * whatever it was bound to, so the connections of the other one are told apart when they come.
   */
  boolean serves(InetAddress local) {
    return switch (address) {
      case "0.0.0.0" -> local instanceof Inet4Address;
      case "::" -> local instanceof Inet6Address;
      default -> true;
    };
  }

  /** Whether they are the same but for the certificate, if any. */
  boolean hasSocketOf(ListenerConfig other) {
    return address.equals(other.address)
        && port == other.port
        && proxyProtocol == other.proxyProtocol
        && tls.isPresent() == other.tls.isPresent();
  }

  /** Where to bind. */
  InetSocketAddress socketAddress() {
    return address.equals(ALL_ADDRESSES)
        ? new InetSocketAddress(port)
        : new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  /** {@code *:6969}, {@code 192.0.2.1:6969} or {@code [2001:db8::1]:6969}. */
  @Override
  public String toString() {
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
  }
}
