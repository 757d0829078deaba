package io.karuta.frontend.http;

import io.karuta.testkit.TrackerClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** A TLS connection that a proxy passed on, its PROXY protocol line before the handshake. */
final class TlsBehindProxy implements AutoCloseable {

  private static final int READ_DEADLINE_MILLIS = 10_000;

  private final Socket socket;

  private TlsBehindProxy(Socket socket) {
    this.socket = socket;
  }

  static TlsBehindProxy connect(InetSocketAddress tracker, SSLContext context, String line)
      throws IOException {
    Socket plain = new Socket(tracker.getAddress(), tracker.getPort());
    plain.setSoTimeout(READ_DEADLINE_MILLIS);
    plain.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
    plain.getOutputStream().flush();
    return new TlsBehindProxy(
        context.getSocketFactory().createSocket(plain, "localhost", tracker.getPort(), true));
  }

  /** All that comes back up to the end of the connection. */
  String get(String pathAndQuery) throws IOException {
    socket
        .getOutputStream()
        .write(
            TrackerClient.request(pathAndQuery, "Connection: close")
                .getBytes(StandardCharsets.ISO_8859_1));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
