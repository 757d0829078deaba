package io.karuta.cmd.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the tracker and its database and cuts a connection around a commit, when told to.
 * Thread-safe.
 */
final class CommitCutter implements AutoCloseable {

  /**
   * One cut to be made.
   *
   * @param heard whether the server hears the commit, and answers, before the connection goes
   * @param then what happens in the same moment; done before the tracker notices
   */
  record Cut(boolean heard, Runnable then, CountDownLatch made) {

    Cut(boolean heard, Runnable then) {
      this(heard, then, new CountDownLatch(1));
    }
  }

  private final ServerSocket listener;
  private final int serverPort;
  private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();
  private final Set<CutConnection> connections = ConcurrentHashMap.newKeySet();

  private CommitCutter(ServerSocket listener, int serverPort) {
    this.listener = listener;
    this.serverPort = serverPort;
  }

  /** Listens on a port of its own for connections to the server's. */
  static CommitCutter open(int serverPort) throws IOException {
    CommitCutter cutter =
        new CommitCutter(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), serverPort);
    Thread.ofPlatform().daemon().name("commit-cutter").start(cutter::accept);
    return cutter;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofPlatform().daemon().name("commit-cutter-up").start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket()) {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
      CutConnection connection = new CutConnection(client, server, this);
      connections.add(connection);
      try {
        connection.run();
      } finally {
        connections.remove(connection);
      }
    } catch (IOException e) {
      // The server is away, or one of both has hung up: so has the other now.
    }
  }

  /** The cut to be made at a commit, for whoever comes first; null for none. */
  @Nullable Cut take() {
    return armed.get() == null ? null : armed.getAndSet(null);
  }

  /** Cuts the connection at the next commit. */
  void arm(Cut cut) {
    armed.set(cut);
  }

  /**
   * Waits for a cut that was armed.
   *
   * @return whether there was a commit in time
   */
  boolean awaitCut(Cut cut, long patienceSeconds) throws InterruptedException {
    if (cut.made().await(patienceSeconds, TimeUnit.SECONDS)) {
      return true;
    }
    return !armed.compareAndSet(cut, null) && cut.made().await(patienceSeconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (CutConnection connection : connections) {
      connection.hangUp();
    }
  }
}
