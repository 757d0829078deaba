package io.karuta.cmd.crash;

import io.karuta.testkit.AnnounceQuery;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * A client that counts what it moves as clients do, in counters of its session, and keeps exact
 * books of what it must be credited. Confined to one thread at a time.
 *
 * <p>An announce whose reply doesn't come was heard or was not, and the client must not depend on
 * which. What it does next is therefore what real clients do, and what comes out the same both
 * times by the rules of accounting:
 *
 * <ul>
 *   <li>a regular announce, a completion, a last announce: said again, with counters that may be
 *       higher by now, until it is answered;
 *   <li>the first announce of a session: said again with counters still at 0, for nothing moves
 *       before the tracker has named peers; or the session ends as it began;
 *   <li>a stop: said again as it was, for nothing moves any more.
 * </ul>
 *
 * <p>Whoever vanishes without a stop does so after an announce that was answered: what it moves
 * later is what no tracker can know. A second finished download counts under a new peer id only, or
 * if a re-check took the first one back: whether a stop has already removed the record, or waits
 * until the accounting has room, makes a difference else.
 */
final class CrashClient {

  private static final long SIZE = 20_000_000_000L;

  private final Site site;
  private final int number;
  private final int user;
  private final int torrent;
  private final Random random;
  private final Story story = new Story();

  /** Those under whose peer id nobody announces any more, without having stopped. */
  private final List<Incarnation> abandoned = new ArrayList<>();

  private Incarnation self;
  private int incarnations;
  private boolean running;

  /** The session's first announce, or its last, isn't answered yet. */
  private boolean starting;

  private boolean stopping;
  private boolean bare;

  /** Some other announce isn't. */
  private boolean unanswered;

  /** The tracker has seen this incarnation finish its download, and has a record of it since. */
  private boolean finished;

  /** A re-check found holes; they are filled before the client stops. */
  private boolean rechecking;

  private long uploaded;
  private long downloaded;
  private long snatches;

  CrashClient(Site site, int number, int user, int torrent, long seed) {
    this.site = site;
    this.number = number;
    this.user = user;
    this.torrent = torrent;
    random = new Random(seed);
    self = new Incarnation(number, 0, random.nextInt(3) == 0 ? 0 : SIZE);
  }

  /**
   * Does one of the things that clients do, or says again what wasn't answered.
   *
   * @return whether the tracker has answered
   */
  boolean step(Line line) {
    if (stopping) {
      return say(line, "stopped");
    }
    if (starting) {
      stopping = !rechecking && random.nextInt(10) == 0;
      return say(line, stopping ? "stopped" : "started");
    }
    if (!running) {
      return start(line);
    }
    return switch (random.nextInt(unanswered ? 8 : 16)) {
      case 0 -> rechecking ? progress(line, "") : stop(line, false);
      case 1 -> self.left > 0 ? complete(line) : progress(line, "");
      case 2 -> progress(line, "paused");
      case 8 -> rechecking ? progress(line, "") : stop(line, true);
      case 9 -> vanish();
      case 10 -> recheck(line);
      default -> progress(line, "");
    };
  }

  private boolean start(Line line) {
    if (!rechecking && random.nextInt(10) == 0) {
      renew();
    }
    running = true;
    starting = true;
    self.uploaded = 0;
    self.downloaded = 0;
    return say(line, "started");
  }

  /** Takes a new peer id; sometimes to load the torrent once more. */
  private void renew() {
    if (self.recorded) {
      abandoned.add(self);
    }
    self = new Incarnation(number, ++incarnations, random.nextBoolean() ? SIZE : self.left);
    finished = false;
  }

  private boolean vanish() {
    story.tell("vanishes");
    running = false;
    return true;
  }

  private boolean stop(Line line, boolean bareStop) {
    stopping = true;
    bare = bareStop;
    if (!bare) {
      move();
    }
    return say(line, "stopped");
  }

  private boolean progress(Line line, String event) {
    move();
    return say(line, event);
  }

  private boolean complete(Line line) {
    self.downloaded += self.left;
    downloaded += self.left;
    self.left = 0;
    if (!rechecking) {
      snatches++;
    }
    rechecking = false;
    finished = true;
    // aria2 and rtorrent never say that they have completed.
    return say(line, random.nextBoolean() ? "completed" : "");
  }

  private boolean recheck(Line line) {
    if (finished && self.left == 0) {
      rechecking = true;
      self.left = random.nextLong(1, 1_000_000_000);
    }
    return progress(line, "");
  }

  private void move() {
    long up = random.nextInt(1_000_000_000);
    long down = Math.min(Math.max(0, self.left - 1), random.nextInt(100_000_000));
    self.uploaded += up;
    uploaded += up;
    self.downloaded += down;
    downloaded += down;
    self.left -= down;
  }

  private boolean say(Line line, String event) {
    AnnounceQuery query = self.announce(site, user, torrent, event, bare);
    boolean ipv6First = random.nextInt(4) == 0;
    boolean answered = line.announce(query, ipv6First);
    // Dual-stack clients say everything twice.
    boolean twice = answered && random.nextInt(3) == 0;
    if (twice) {
      answered = line.announce(query, !ipv6First);
    }
    story.tell(
        "%s %s%s uploaded %d downloaded %d left %d %s%s"
            .formatted(
                self.peerId,
                bare ? "bare " : "",
                event,
                self.uploaded,
                self.downloaded,
                self.left,
                twice ? "twice " : "",
                answered ? "answered" : "NOT ANSWERED"));
    unanswered = !answered;
    self.heard();
    if (answered) {
      answered();
    }
    return answered;
  }

  private void answered() {
    starting = false;
    if (stopping) {
      stopping = false;
      bare = false;
      running = false;
      finished = false;
      self.recorded = false;
    }
  }

  /**
   * Makes an end, once the last fault is over: whoever runs announces once more or stops, whoever
   * has vanished too shortly ago to have expired comes back to stop. To be called until the tables
   * agree: what the accounting had no room for goes with the next announce.
   *
   * @return whether all was answered
   */
  boolean settle(Line line, long nowNano) {
    if (starting || stopping || unanswered) {
      return step(line) && !starting && !stopping && !unanswered;
    }
    boolean answered = !running || say(line, "");
    if (!running && self.mayNotHaveExpired(nowNano)) {
      stopping = true;
      answered = say(line, "stopped");
    }
    Iterator<Incarnation> left = abandoned.iterator();
    while (left.hasNext() && answered) {
      Incarnation other = left.next();
      if (other.mayNotHaveExpired(nowNano)) {
        answered = line.announce(other.announce(site, user, torrent, "stopped", false), false);
      }
      if (answered) {
        left.remove();
      }
    }
    return answered;
  }

  /** Books what it must be credited by now. */
  void book(Books books) {
    books.addClient(
        user,
        torrent,
        new Totals(
            uploaded,
            downloaded,
            uploaded * site.uploadPercent(user) / 100,
            downloaded * site.downloadPercent(torrent) / 100,
            snatches));
  }

  /** Whether a row of the books is about it. */
  boolean isIn(String row) {
    return row.equals(Books.user(user))
        || row.equals(Books.history(user, torrent))
        || row.equals(Books.torrent(torrent));
  }

  String story() {
    return "  client %d of user %d in torrent %d, uploaded %d, downloaded %d, snatches %d:%n%s"
        .formatted(number, user, torrent, uploaded, downloaded, snatches, story);
  }
}
