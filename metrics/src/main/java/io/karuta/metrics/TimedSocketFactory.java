package io.karuta.metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Connects or gives up within five seconds, where the operating system would try for minutes: the
 * tracker's stop sends a last time. Thread-safe.
 */
final class TimedSocketFactory extends SocketFactory {

  private static final int TIMEOUT_MILLIS = Math.toIntExact(Duration.ofSeconds(5).toMillis());

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connect(new Socket(), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connect(new Socket(), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connect(bound(local, localPort), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connect(bound(local, localPort), new InetSocketAddress(host, port));
  }

  private static Socket bound(InetAddress local, int localPort) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(local, localPort));
    return socket;
  }

  private static Socket connect(Socket socket, SocketAddress address) throws IOException {
    try {
      socket.connect(address, TIMEOUT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
