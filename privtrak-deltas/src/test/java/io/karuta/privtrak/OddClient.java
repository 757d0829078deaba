package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.Event;
import java.util.Random;

/**
 * A client that does all that clients were seen doing, and keeps books of what it really moved.
 * Confined to one thread.
 *
 * <p>A <i>calm</i> client does nothing that makes a difference once a change was deferred: a peer
 * that is still there because it owes something isn't new when it comes back.
 */
final class OddClient {

  /** Who hears it. */
  interface Tracker {
    /** One announce; {@code left} is {@link PlainLedger#NOT_SAID} if it isn't named. */
    void hear(OddClient client, Event event, long uploaded, long downloaded, long left);
  }

  private static final long SIZE = 5_000_000_000L;

  final long user;
  final long torrent;

  /** Bytes really moved up to the last announce, over all sessions. */
  long uploaded;

  long downloaded;

  /** Whether it never said anything that can't be told from cheating. */
  boolean plausible = true;

  private final Random random;
  private final boolean calm;
  private final int dormantLifetimeSeconds;
  private int peer;
  private boolean running;
  private boolean heard;
  private boolean mayCheckAgain = true;
  private boolean checkedAgain;
  private int nowSecond;
  private int heardSecond;
  private long sessionUploaded;
  private long sessionDownloaded;
  private long left = SIZE;

  OddClient(Random random, boolean calm, int number, int dormantLifetimeSeconds) {
    this.random = random;
    this.calm = calm;
    this.dormantLifetimeSeconds = dormantLifetimeSeconds;
    peer = number;
    user = number % 3 + 1L;
    torrent = number / 3 % 2 + 1L;
  }

  PlainLedger.PeerKey key() {
    return new PlainLedger.PeerKey(user, torrent, peer);
  }

  /** Does one of the things that clients do. */
  void step(Tracker tracker, int nowSecond) {
    wakeUp(nowSecond);
    if (!running) {
      start(tracker);
      return;
    }
    switch (random.nextInt(16)) {
      case 0 -> stop(tracker);
      case 1 -> running = false; // crashed: comes back with the same peer id
      case 2 -> {
        running = false;
        newPeerId();
      }
      case 3 -> complete(tracker);
      case 4 -> checkAgain(tracker);
      case 5 -> restartWithoutSayingSo(tracker);
      case 6 -> goBack(tracker);
      case 7 -> say(tracker, Event.PAUSED);
      case 8 -> say(tracker, Event.STARTED); // once more, in the middle of a session
      default -> {
        move();
        say(tracker, Event.NONE);
      }
    }
  }

  /** What comes of having been silent for so long. */
  private void wakeUp(int nowSecond) {
    this.nowSecond = nowSecond;
    if (heard && nowSecond - heardSecond >= dormantLifetimeSeconds) {
      if (calm) {
        running = false;
        newPeerId();
      } else {
        plausible = false; // nobody remembers what it said before
      }
    }
  }

  private void newPeerId() {
    peer += 100;
    heard = false;
    mayCheckAgain = true;
    checkedAgain = false;
  }

  private void start(Tracker tracker) {
    running = true;
    sessionUploaded = 0;
    sessionDownloaded = 0;
    boolean first = !heard;
    if (first && random.nextInt(6) == 0) {
      // The tracker was away when it began, or somebody wants credit for nothing.
      sessionUploaded = random.nextInt(1_000_000);
      sessionDownloaded = random.nextLong(2) * random.nextInt(1_000_000);
      plausible = false;
    }
    say(tracker, random.nextInt(8) == 0 && first ? Event.NONE : Event.STARTED);
  }

  private void complete(Tracker tracker) {
    sessionDownloaded += left;
    downloaded += left;
    left = 0;
    say(tracker, random.nextBoolean() ? Event.COMPLETED : Event.NONE);
  }

  /** Some of what it had turns out to be broken. */
  private void checkAgain(Tracker tracker) {
    if (mayCheckAgain) {
      checkedAgain = true;
      left = Math.min(SIZE, left + random.nextInt(1_000_000));
    }
    say(tracker, Event.NONE);
  }

  /** Its {@code started} is lost, as after a change of trackers. */
  private void restartWithoutSayingSo(Tracker tracker) {
    sessionUploaded = 0;
    sessionDownloaded = random.nextLong(2) * sessionDownloaded;
    say(tracker, random.nextBoolean() ? Event.NONE : Event.COMPLETED);
  }

  private void goBack(Tracker tracker) {
    plausible = false;
    sessionUploaded -= (long) (sessionUploaded * random.nextDouble());
    sessionDownloaded -= (long) (sessionDownloaded * random.nextDouble());
    say(tracker, random.nextBoolean() ? Event.NONE : Event.STARTED);
  }

  /** Ends, if it is still there. */
  void end(Tracker tracker, int nowSecond) {
    wakeUp(nowSecond);
    if (running) {
      stop(tracker);
    }
  }

  /** Says goodbye in one of the ways that clients have. */
  private void stop(Tracker tracker) {
    running = false;
    int manner = random.nextInt(4);
    if (manner == 0) {
      tracker.hear(this, Event.STOPPED, 0, 0, left);
    } else if (manner == 1) {
      tracker.hear(this, Event.STOPPED, 0, 0, PlainLedger.NOT_SAID);
    } else {
      move();
      long said = manner == 2 ? left : PlainLedger.NOT_SAID;
      tracker.hear(this, Event.STOPPED, sessionUploaded, sessionDownloaded, said);
      if (random.nextInt(3) == 0) {
        // until it is believed
        tracker.hear(this, Event.STOPPED, sessionUploaded, sessionDownloaded, said);
      }
    }
    // Whether a second download is a snatch depends on whether the record is still there.
    if (random.nextBoolean() || (calm && checkedAgain)) {
      newPeerId();
    } else {
      mayCheckAgain &= !calm;
    }
  }

  private void move() {
    long up = random.nextLong(3) * random.nextInt(1_000_000);
    long down = Math.min(Math.max(0, left - 1), random.nextLong(2) * random.nextInt(1_000_000));
    sessionUploaded += up;
    uploaded += up;
    sessionDownloaded += down;
    downloaded += down;
    left -= down;
  }

  private void say(Tracker tracker, Event event) {
    heard = true;
    heardSecond = nowSecond;
    tracker.hear(this, event, sessionUploaded, sessionDownloaded, left);
    while (random.nextInt(4) == 0) {
      // over the other address family as well, or because the answer was lost
      tracker.hear(this, event, sessionUploaded, sessionDownloaded, left);
    }
  }
}
