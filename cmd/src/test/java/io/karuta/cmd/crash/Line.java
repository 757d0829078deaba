package io.karuta.cmd.crash;

import io.karuta.testkit.AnnounceQuery;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one thread to the tracker, one for each address family, made again when they
 * break. Confined to one thread.
 */
final class Line implements AutoCloseable {

  /**
   * So long that no announce is given up while the tracker still works on it: it would overtake
   * itself when it is said again.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What the tracker says to announces that come while it stops. */
  private static final int BUSY_STOPPING = 503;

  private final InetSocketAddress[] addresses;
  private final @Nullable TrackerClient[] connections = new TrackerClient[2];
  private final Tally tally;

  Line(InetSocketAddress ipv4, InetSocketAddress ipv6, Tally tally) {
    addresses = new InetSocketAddress[] {ipv4, ipv6};
    this.tally = tally;
  }

  /**
   * Announces once.
   *
   * @return whether the tracker's reply came; if not, it may have heard the announce or not
   */
  boolean announce(AnnounceQuery query, boolean overIpv6) {
    int family = overIpv6 ? 1 : 0;
    tally.sent.increment();
    HttpReply reply;
    try {
      TrackerClient connection = connections[family];
      if (connection == null) {
        connection = TrackerClient.connect(addresses[family]).readDeadline(PATIENCE);
        connections[family] = connection;
      }
      reply = connection.get(query.toString());
    } catch (UncheckedIOException e) {
      hangUp(family);
      return false;
    }
    if (reply.status() == BUSY_STOPPING) {
      hangUp(family);
      return false;
    }
    if (reply.status() != 200 || !reply.bencoded().has("peers")) {
      tally.refused.add(reply.toString());
      hangUp(family);
      return false;
    }
    tally.acknowledged.increment();
    if (tally.databaseAway) {
      tally.acknowledgedWithoutDatabase.increment();
    }
    return true;
  }

  private void hangUp(int family) {
    TrackerClient connection = connections[family];
    if (connection != null) {
      connection.close();
      connections[family] = null;
    }
  }

  @Override
  public void close() {
    hangUp(0);
    hangUp(1);
  }
}
