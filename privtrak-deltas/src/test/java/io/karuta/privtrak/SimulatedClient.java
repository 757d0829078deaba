package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.testkit.store.TestAnnounce;
import java.util.Random;

/**
 * A client that counts what it moves as clients do, in counters of its session, and keeps exact
 * books of what it reported beside them. Confined to one thread.
 */
final class SimulatedClient {

  static final long SIZE = 50_000_000_000L;

  final long user;
  final long torrent;
  long uploaded;
  long downloaded;
  long snatches;
  long seedSeconds;
  long leechSeconds;

  private final Random random;
  private final int peerLifetimeSeconds;
  private int number;
  private long sessionUploaded;
  private long sessionDownloaded;
  private long left = SIZE;
  private boolean running;
  private boolean recorded;
  private boolean recordedAsSeeder;
  private int announcedSecond;

  SimulatedClient(Random random, int number, long user, long torrent, int peerLifetimeSeconds) {
    this.random = random;
    this.number = number;
    this.user = user;
    this.torrent = torrent;
    this.peerLifetimeSeconds = peerLifetimeSeconds;
  }

  /** Does one of the things that clients do. */
  void step(PeerStore store, AccountingSink sink, int nowSecond) {
    if (!running) {
      start(store, sink, nowSecond);
      return;
    }
    switch (random.nextInt(12)) {
      case 0 -> stop(store, sink, nowSecond);
      case 1 -> running = false; // crashed: the tracker hears nothing
      case 2 -> {
        running = false;
        number += 1000; // a new peer id after the crash
        recorded = false;
      }
      case 3 -> complete(store, sink, nowSecond);
      default -> progress(store, sink, nowSecond);
    }
  }

  private void start(PeerStore store, AccountingSink sink, int nowSecond) {
    running = true;
    sessionUploaded = 0;
    sessionDownloaded = 0;
    announce(store, sink, nowSecond, Event.STARTED);
  }

  private void progress(PeerStore store, AccountingSink sink, int nowSecond) {
    move();
    announce(store, sink, nowSecond, Event.NONE);
  }

  private void complete(PeerStore store, AccountingSink sink, int nowSecond) {
    if (left == 0) {
      progress(store, sink, nowSecond);
      return;
    }
    sessionDownloaded += left;
    downloaded += left;
    left = 0;
    snatches++;
    // aria2 and rtorrent never say that they have completed.
    announce(store, sink, nowSecond, random.nextBoolean() ? Event.COMPLETED : Event.NONE);
  }

  /** The last bytes and the end, in one of the ways that clients have. */
  void stop(PeerStore store, AccountingSink sink, int nowSecond) {
    if (!running) {
      return;
    }
    running = false;
    boolean bare = random.nextInt(4) == 0;
    if (bare) {
      sessionUploaded = 0;
      sessionDownloaded = 0;
    } else {
      move();
    }
    announce(store, sink, nowSecond, Event.STOPPED);
    recorded = false;
  }

  private void move() {
    long up = random.nextInt(1_000_000_000);
    long down = Math.min(Math.max(0, left - 1), random.nextInt(100_000_000));
    sessionUploaded += up;
    uploaded += up;
    sessionDownloaded += down;
    downloaded += down;
    left -= down;
  }

  private void announce(PeerStore store, AccountingSink sink, int nowSecond, Event event) {
    bookTime(nowSecond, event);
    TestAnnounce announce =
        TestAnnounce.of(TestAnnounce.infoHash(torrent))
            .peer(number)
            .moved(sessionUploaded, sessionDownloaded)
            .left(left)
            .event(event)
            .at(nowSecond)
            .sink(sink);
    send(announce, store);
    if (event != Event.STOPPED && random.nextInt(3) == 0) {
      send(announce.overIpv6(number), store); // dual-stack clients say everything twice
    }
    if (random.nextInt(10) == 0 && event == Event.STOPPED) {
      send(announce, store); // and some say stopped until they are believed
    }
    recorded = true;
    recordedAsSeeder = left == 0;
    announcedSecond = nowSecond;
  }

  private void bookTime(int nowSecond, Event event) {
    int seconds = nowSecond - announcedSecond;
    if (!recorded || seconds >= peerLifetimeSeconds) {
      return;
    }
    boolean stops = event == Event.STOPPED;
    if (recordedAsSeeder && (left == 0 || stops)) {
      seedSeconds += seconds;
    } else if (!recordedAsSeeder && (left > 0 || stops)) {
      leechSeconds += seconds;
    }
  }

  private void send(TestAnnounce announce, PeerStore store) {
    SwarmAnnounce swarmAnnounce = announce.toSwarmAnnounce();
    swarmAnnounce.user(0, user);
    swarmAnnounce.terms().userNumber(user);
    swarmAnnounce.terms().torrentNumber(torrent);
    store.announce(swarmAnnounce, new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6()));
  }
}
