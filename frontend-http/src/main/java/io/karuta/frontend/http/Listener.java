package io.karuta.frontend.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.proxy.ProxyProtocolOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * One open listener. Thread-safe.
 *
 * <p>Put together from Undertow's parts instead of by its builder, because the builder trusts the
 * PROXY protocol line of whoever connects, and can't stop accepting while requests end.
 */
final class Listener {

  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontend.class);
  private static final OptionMap SSL_OPTIONS = OptionMap.create(Options.USE_DIRECT_BUFFERS, true);

  private final AcceptingChannel<? extends StreamConnection> channel;
  private final @Nullable UndertowXnioSsl ssl;

  private Listener(
      AcceptingChannel<? extends StreamConnection> channel, @Nullable UndertowXnioSsl ssl) {
    this.channel = channel;
    this.ssl = ssl;
  }

  /** Binds a listener and accepts connections from then on. */
  static Listener open(
      ListenerConfig listener,
      Optional<SSLContext> certificate,
      HandlerInEffect inEffect,
      HttpHandler handler,
      XnioWorker worker,
      ByteBufferPool buffers)
      throws IOException {
    HttpConfig config = inEffect.current().context().config();
    HttpOpenListener http = new HttpOpenListener(buffers, ServerOptions.protocol(config));
    http.setRootHandler(handler);
    OptionMap socketOptions = ServerOptions.socket(config);
    UndertowXnioSsl ssl =
        certificate.isPresent()
            ? new UndertowXnioSsl(worker.getXnio(), SSL_OPTIONS, buffers, certificate.get())
            : null;
    AcceptingChannel<? extends StreamConnection> channel;
    if (listener.proxyProtocol()) {
      ProxyProtocolOpenListener proxied =
          new ProxyProtocolOpenListener(http, ssl, buffers, socketOptions);
      channel =
          worker.createStreamConnectionServer(
              listener.socketAddress(),
              accepting(served(listener, onlyFrom(inEffect, proxied))),
              socketOptions);
    } else if (ssl != null) {
      channel =
          ssl.createSslConnectionServer(
              worker, listener.socketAddress(), accepting(served(listener, http)), socketOptions);
    } else {
      channel =
          worker.createStreamConnectionServer(
              listener.socketAddress(), accepting(served(listener, http)), socketOptions);
    }
    channel.resumeAccepts();
    return new Listener(channel, ssl);
  }

  /** Takes one connection of those that wait, as XNIO asks for it. */
  private static <C extends StreamConnection> ChannelListener<AcceptingChannel<C>> accepting(
      ChannelListener<? super C> next) {
    return channel -> {
      try {
        C connection = channel.accept();
        if (connection != null) {
          next.handleEvent(connection);
        }
      } catch (ClosedChannelException _) {
        // Asked for before the listener was closed: the client is refused like all after it.
      } catch (IOException e) {
        LOG.warn("a connection could not be accepted", e);
      }
    };
  }

  /** Closes the connections of the address family that the listener leaves out. */
  private static ChannelListener<StreamConnection> served(
      ListenerConfig listener, ChannelListener<StreamConnection> next) {
    return connection -> {
      InetSocketAddress local = connection.getLocalAddress(InetSocketAddress.class);
      if (local != null && listener.serves(local.getAddress())) {
        next.handleEvent(connection);
      } else {
        IoUtils.safeClose(connection);
      }
    };
  }

  /** Closes the connections of strangers before they can name an address that isn't theirs. */
  private static ChannelListener<StreamConnection> onlyFrom(
      HandlerInEffect inEffect, ChannelListener<StreamConnection> next) {
    return connection -> {
      InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
      if (peer != null && inEffect.current().context().trusted().contains(peer.getAddress())) {
        next.handleEvent(connection);
      } else {
        IoUtils.safeClose(connection);
      }
    };
  }

  /** Where it really listens, with the port that the system chose if none was configured. */
  InetSocketAddress address() {
    return channel.getLocalAddress(InetSocketAddress.class);
  }

  /** Shows another certificate in the handshakes that begin from now on; only if it speaks TLS. */
  void certificate(SSLContext next) {
    if (ssl != null) {
      ssl.updateSSLContext(next);
    }
  }

  /** Accepts nothing more; connections that are open stay so. */
  void close() {
    IoUtils.safeClose(channel);
  }
}
