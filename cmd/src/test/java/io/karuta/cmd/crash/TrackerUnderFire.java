package io.karuta.cmd.crash;

import io.karuta.cmd.Repository;
import io.karuta.cmd.TrackerProcess;
import io.karuta.privtrak.DeltaFileView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tracker, process after process in one home. Confined to one thread, but for {@link #kill()}.
 */
final class TrackerUnderFire implements AutoCloseable {

  /** As short as may be configured. */
  static final Duration PEER_LIFETIME = Duration.ofMinutes(1);

  private static final String RING = "data/deltas";
  private static final String UP = "is up";

  private final Path home;
  private final Path config;
  private final int ipv4Port;
  private final int ipv6Port;
  private TrackerProcess process;
  private @Nullable TrackerProcess lastRead;
  private long repeatedBatches;
  private int setBacks;
  private long deferred;
  private long redone;

  private TrackerUnderFire(Path home, Path config, int ipv4Port, int ipv6Port) throws IOException {
    this.home = home;
    this.config = config;
    this.ipv4Port = ipv4Port;
    this.ipv6Port = ipv6Port;
    process = next();
  }

  /**
   * Writes the configuration and starts the first process.
   *
   * @param database what it says of the database
   */
  static TrackerUnderFire start(Path home, CrashSettings settings, String database)
      throws IOException, InterruptedException {
    int ipv4Port = Ports.free();
    int ipv6Port = Ports.free();
    Path config = home.resolve("karuta.conf");
    Files.writeString(
        config,
        """
        http {
          listeners = [
            { address = "127.0.0.1", port = %d }, { address = "::1", port = %d }
          ]
          allow-non-routable = true
          io-threads = 8
        }
        announce { interval = 30 seconds, min-interval = 10 seconds }
        pre-hooks = [
          passkey, client-whitelist, torrent-registered, stats-deltas, peer-selection
        ]
        swarm {
          file = data/swarm.map, max-peers = 100000, max-torrents = 1000
          peer-lifetime = %d seconds, dormant-lifetime = 10 minutes
          expiry-interval = 500 milliseconds
        }
        database {
          %s
        }
        deltas {
          file = %s, ring-size = %d, batch-size = %d, batch-interval = 100 milliseconds
        }
        admin { port = 0 }
        stop-timeout = 3 seconds
        """
            .formatted(
                ipv4Port,
                ipv6Port,
                PEER_LIFETIME.toSeconds(),
                database,
                RING,
                settings.ringSize(),
                settings.batchSize()));
    TrackerUnderFire tracker = new TrackerUnderFire(home, config, ipv4Port, ipv6Port);
    tracker.awaitUp();
    return tracker;
  }

  // It logs as it does when it isn't tested, because its log is read here.
  private TrackerProcess next() throws IOException {
    Path logging = Repository.root().resolve("cmd/src/main/resources/logback.xml");
    return TrackerProcess.start(
        home,
        List.of("-Dlogback.configurationFile=" + logging),
        "serve",
        "--config",
        config.toString());
  }

  InetSocketAddress ipv4() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ipv4Port);
  }

  InetSocketAddress ipv6() {
    return new InetSocketAddress(InetAddress.ofLiteral("::1"), ipv6Port);
  }

  /** SIGKILL; from any thread, but not during a start. */
  void kill() {
    process.kill();
  }

  /**
   * SIGKILL between the ring and the store, see {@link FrozenTracker}, or whenever it is if there
   * is no such moment.
   *
   * @return whether there was
   */
  boolean killBetween() throws IOException, InterruptedException {
    boolean caught = new FrozenTracker(process.pid(), home.resolve(RING)).caught();
    process.kill();
    return caught;
  }

  /**
   * SIGTERM, and SIGKILL after a while unless it has ended by then.
   *
   * @return whether it was killed
   */
  boolean killAtStop(long afterMillis) throws InterruptedException {
    process.terminate();
    if (process.endsWithin(Duration.ofMillis(afterMillis))) {
      return false;
    }
    process.kill();
    return true;
  }

  /** Starts the next process, after the last one has ended; it may not be up yet. */
  void launch() throws IOException, InterruptedException {
    awaitEnd();
    process = next();
  }

  void awaitUp() throws IOException, InterruptedException {
    process.awaitLine(UP);
  }

  /** SIGTERM; the exit status. */
  int stop() throws IOException, InterruptedException {
    process.terminate();
    return awaitEnd();
  }

  private int awaitEnd() throws IOException, InterruptedException {
    int status = process.awaitExit();
    read(process);
    return status;
  }

  private void read(TrackerProcess ended) throws IOException {
    if (ended == lastRead) {
      return;
    }
    lastRead = ended;
    String log = ended.log();
    Matcher repeated = Pattern.compile("were delivered before").matcher(log);
    while (repeated.find()) {
      repeatedBatches++;
    }
    Matcher setBack = Pattern.compile("gets the others again").matcher(log);
    while (setBack.find()) {
      setBacks++;
    }
    Matcher again = Pattern.compile("(\\d+) changes stored again").matcher(log);
    while (again.find()) {
      redone += Long.parseLong(again.group(1));
    }
    Matcher count = Pattern.compile("deltas-deferred=(\\d+)").matcher(log);
    while (count.find()) {
      deferred += Long.parseLong(count.group(1));
    }
  }

  /** The last delta that the database has got, as far as the tracker has noted. */
  long delivered() {
    try (DeltaFileView view = DeltaFileView.open(home.resolve(RING))) {
      return view.handlers().getFirst().delivered();
    }
  }

  /** Batches that had been delivered before, by processes that have ended. */
  long repeatedBatches() {
    return repeatedBatches;
  }

  /** Starts that found less in the database than it had. */
  int setBacks() {
    return setBacks;
  }

  /** Changes that a start gave to the store once more. */
  long redone() {
    return redone;
  }

  /** Changes for which the ring had no room, by processes that have stopped in order. */
  long deferred() {
    return deferred;
  }

  /** The log of the process that runs now, or ran last. */
  String log() throws IOException {
    return process.log();
  }

  @Override
  public void close() {
    process.close();
  }
}
