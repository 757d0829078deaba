package io.karuta.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * One connection to a tracker's HTTP listener, for tests that care what is on the wire: sends any
 * bytes, reads one reply at a time. Over IPv4, IPv6 or TLS. Confined to one thread.
 *
 * <p>Every read has a deadline: a tracker that doesn't answer is a failure, not a hang.
 */
public final class TrackerClient implements AutoCloseable {

  private static final Duration READ_DEADLINE = Duration.ofSeconds(10);
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

  private final Socket socket;
  private final InputStream input;

  private TrackerClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(READ_DEADLINE.toMillis()));
    input = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects to a listener. */
  public static TrackerClient connect(InetSocketAddress tracker) {
    try {
      return new TrackerClient(open(tracker));
    } catch (IOException e) {
      throw new UncheckedIOException("connecting to " + tracker, e);
    }
  }

  /** Connects to a TLS listener; the context decides which certificates are trusted. */
  public static TrackerClient connectTls(InetSocketAddress tracker, SSLContext context) {
    try {
      Socket plain = open(tracker);
      return new TrackerClient(
          context
              .getSocketFactory()
              .createSocket(plain, tracker.getHostString(), tracker.getPort(), true));
    } catch (IOException e) {
      throw new UncheckedIOException("connecting to " + tracker + " by TLS", e);
    }
  }

  private static Socket open(InetSocketAddress tracker) throws IOException {
    Socket socket = new Socket();
    socket.connect(tracker, CONNECT_TIMEOUT_MILLIS);
    return socket;
  }

  /** Replaces the deadline of each read. */
  public TrackerClient readDeadline(Duration deadline) {
    try {
      socket.setSoTimeout(Math.toIntExact(deadline.toMillis()));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address that the tracker sees this client at. */
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Sends one HTTP/1.1 request on this connection, kept alive, and reads the reply. */
  public HttpReply get(String pathAndQuery, String... headerLines) {
    send(request(pathAndQuery, headerLines));
    return read();
  }

  /** An HTTP/1.1 GET with a Host header and the given header lines; nothing is escaped. */
  public static String request(String pathAndQuery, String... headerLines) {
    StringBuilder request = new StringBuilder("GET ").append(pathAndQuery).append(" HTTP/1.1\r\n");
    request.append("Host: tracker.test\r\n");
    for (String line : headerLines) {
      request.append(line).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  /** Sends bytes as they are, one per char. */
  public void send(String latin1) {
    send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes as they are. */
  public void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("sending " + bytes.length + " bytes", e);
    }
  }

  /**
   * Reads one reply.
   *
   * @throws UncheckedIOException if the connection ends or the deadline passes before it is whole
   */
  public HttpReply read() {
    try {
      String statusLine = line();
      if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < 12) {
        throw new IOException("status line: '" + statusLine + "' (expected: HTTP/1.x NNN)");
      }
      Map<String, String> headers = new HashMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      String length = headers.get("content-length");
      byte[] body =
          length == null ? input.readAllBytes() : input.readNBytes(Integer.parseInt(length));
      if (length != null && body.length < Integer.parseInt(length)) {
        throw new EOFException("body: " + body.length + " bytes (expected: " + length + ")");
      }
      return new HttpReply(Integer.parseInt(statusLine.substring(9, 12)), headers, body);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a reply", e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0) {
        throw new EOFException("connection ended within a line: '" + line + "'");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /**
   * Waits until the tracker closes the connection and says whether it did, without sending more.
   *
   * @return false if the read deadline passed first, or if it sent something instead
   */
  public boolean closedByTracker() {
    try {
      return input.read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      // A reset closes it as well.
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
