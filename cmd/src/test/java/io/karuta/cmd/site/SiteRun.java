package io.karuta.cmd.site;

import io.karuta.client.BulkResult;
import io.karuta.client.Change;
import io.karuta.client.Client;
import io.karuta.client.KarutaClient;
import io.karuta.client.Torrent;
import io.karuta.client.TorrentCounts;
import io.karuta.client.User;
import io.karuta.testkit.AnnounceQuery;
import io.karuta.testkit.BencodeDictionary;
import io.karuta.testkit.TrackerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Pushes a whole site, announces without and with calls of the admin API, then compares what the
 * tracker counts with what the clients did. Confined to one thread.
 */
final class SiteRun implements AutoCloseable {

  /** Longer than the API takes to look at the swarms again. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SiteSettings settings;
  private final SiteTracker tracker;
  private final KarutaClient api;
  private final Ledger<UserState> users;
  private final Ledger<TorrentState> torrents;
  private final SiteCrowd crowd;
  private final List<SiteCaller> callers = new ArrayList<>();
  private final StringBuilder report = new StringBuilder();

  private SiteRun(SiteSettings settings, SiteTracker tracker) {
    this.settings = settings;
    this.tracker = tracker;
    api = tracker.api();
    users = new Ledger<>(settings.users(), _ -> UserState.first());
    torrents = new Ledger<>(settings.torrents(), _ -> TorrentState.ACTIVE);
    crowd = new SiteCrowd(settings, tracker.announces(), users, torrents);
    for (int index = 0; index < settings.callers(); index++) {
      callers.add(new SiteCaller(settings, api, users, torrents, index));
    }
  }

  static SiteRun open(SiteSettings settings, Path home) throws Exception {
    return new SiteRun(settings, SiteTracker.start(home));
  }

  /** Everything of it, in its order. */
  void run() throws Exception {
    line(settings.toString());
    push();
    Latencies warmUp = crowd.announceWhile(() -> wait(settings));
    Latencies alone = crowd.announceWhile(() -> wait(settings));
    long beganNano = System.nanoTime();
    Latencies together = crowd.announceWhile(this::call);
    double seconds = (System.nanoTime() - beganNano) / 1e9;
    line("");
    line("| announces | number | p50 | p99 | p99.9 | longest |");
    line("|---|---|---|---|---|---|");
    line("| to warm up " + warmUp.summary());
    line("| without calls " + alone.summary());
    line("| with calls " + together.summary());
    line("");
    long calls = callers.stream().mapToLong(SiteCaller::calls).sum();
    long items = callers.stream().mapToLong(SiteCaller::items).sum();
    line(
        "%d calls with %d items: %.1f calls/s, %.0f items/s"
            .formatted(calls, items, calls / seconds, items / seconds));
    line("%d announces judged, %d not".formatted(crowd.judged(), crowd.unjudged()));
    Set<Long> deleted = new TreeSet<>();
    for (int torrent = 1; torrent <= settings.torrents(); torrent++) {
      if (!torrents.state(torrent).isPresent()) {
        deleted.add((long) torrent);
      }
    }
    timed("restored by reconciling", settings.torrents() + settings.users(), this::restore);
    // An announce that was under way at the moment of a delete may store its peer after it.
    deleted.retainAll(counted().keySet());
    line("%d torrents with peers again before anybody announced".formatted(deleted.size()));
    crowd.announceOnce();
  }

  /** How long a step took, by its items. */
  private void timed(String what, int items, Runnable step) {
    long beganNano = System.nanoTime();
    step.run();
    double seconds = (System.nanoTime() - beganNano) / 1e9;
    line("%s: %d items in %.2f s, %.0f items/s".formatted(what, items, seconds, items / seconds));
  }

  private void line(String text) {
    report.append(text).append('\n');
  }

  private void push() {
    api.clients().put(new Client(Names.CLIENT_PREFIX, "Deluge"));
    timed(
        "users pushed",
        settings.users(),
        () ->
            inBatches(
                settings.users(),
                number -> Change.put(users.state(number).of(number)),
                changes -> api.users().bulk(changes, true)));
    timed(
        "torrents pushed",
        settings.torrents(),
        () ->
            inBatches(
                settings.torrents(),
                number -> Change.put(torrents.state(number).of(number)),
                changes -> api.torrents().bulk(changes, true)));
  }

  /** What becomes of some changes. */
  private interface Bulk<T> {
    BulkResult of(List<Change<T>> changes);
  }

  private <T> void inBatches(int size, IntFunction<Change<T>> change, Bulk<T> bulk) {
    for (int first = 1; first <= size; first += settings.batch()) {
      List<Change<T>> changes = new ArrayList<>();
      for (int number = first; number <= Math.min(size, first + settings.batch() - 1); number++) {
        changes.add(change.apply(number));
      }
      BulkResult result = bulk.of(changes);
      if (result.applied() != changes.size()) {
        throw new AssertionError(result.applied() + " of " + changes.size() + " applied");
      }
    }
  }

  private static void wait(SiteSettings settings) {
    try {
      boolean _ = new CountDownLatch(1).await(settings.phase().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void call() {
    long endNano = System.nanoTime() + settings.phase().toNanos();
    allAtOnce(caller -> caller.callUntil(() -> System.nanoTime() >= endNano));
  }

  private void restore() {
    allAtOnce(SiteCaller::restore);
  }

  private void allAtOnce(Consumer<SiteCaller> work) {
    try (ExecutorService threads = Executors.newFixedThreadPool(settings.callers())) {
      List<Future<?>> running = new ArrayList<>();
      callers.forEach(caller -> running.add(threads.submit(() -> work.accept(caller))));
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a caller failed", e.getCause());
    }
  }

  /** Deletes every tenth user and every tenth torrent, with their peers. */
  void deleteSome() {
    List<Change<User>> leaving = new ArrayList<>();
    for (int user = 10; user <= settings.users(); user += 10) {
      users.begin(user, users.state(user).absent());
      leaving.add(Change.deleteUser(user));
    }
    List<Change<Torrent>> closing = new ArrayList<>();
    for (int torrent = 10; torrent <= settings.torrents(); torrent += 10) {
      torrents.begin(torrent, TorrentState.ABSENT);
      closing.add(Change.deleteTorrent(Names.infoHash(torrent)));
    }
    timed(
        "deleted",
        leaving.size() + closing.size(),
        () -> {
          api.users().bulk(leaving, false);
          api.torrents().bulk(closing, false);
        });
  }

  /**
   * Where the API's counts, and those of a scrape, are not those of the clients whose user and
   * torrent are still there. The API looks at the swarms once a second, so it is asked for a while.
   */
  List<String> differences() throws InterruptedException {
    SortedMap<Long, String> expected = expected();
    long deadlineNano = System.nanoTime() + PATIENCE.toNanos();
    List<String> differences = differences("API", expected, counted());
    while (!differences.isEmpty() && System.nanoTime() < deadlineNano) {
      boolean _ = new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
      differences = differences("API", expected, counted());
    }
    differences.addAll(differences("scrape", expected, scraped(expected.keySet())));
    return differences;
  }

  private static List<String> differences(
      String who, SortedMap<Long, String> expected, SortedMap<Long, String> found) {
    SortedSet<Long> all = new TreeSet<>(expected.keySet());
    all.addAll(found.keySet());
    List<String> differences = new ArrayList<>();
    for (long torrent : all) {
      String right = expected.getOrDefault(torrent, "0 + 0");
      String said = found.getOrDefault(torrent, "0 + 0");
      if (!right.equals(said)) {
        differences.add("torrent %d: %s by %s (expected: %s)".formatted(torrent, said, who, right));
      }
    }
    return differences;
  }

  private SortedMap<Long, String> counted() {
    SortedMap<Long, String> counts = new TreeMap<>();
    for (TorrentCounts torrent : api.counts().all().items()) {
      if (torrent.seeders() + torrent.leechers() > 0) {
        counts.put(torrent.torrentId(), torrent.seeders() + " + " + torrent.leechers());
      }
    }
    return counts;
  }

  private SortedMap<Long, String> scraped(Set<Long> of) {
    SortedMap<Long, String> counts = new TreeMap<>();
    String path = "/scrape/" + Names.passkey(1, users.state(1).passkey()) + "?info_hash=";
    try (TrackerClient line = TrackerClient.connect(tracker.announces())) {
      for (long torrent : of) {
        byte[] hash = Names.infoHashBytes((int) torrent);
        BencodeDictionary file =
            line.get(path + AnnounceQuery.encode(hash))
                .bencoded()
                .dictionary("files")
                .dictionary(hash);
        counts.put(torrent, file.integer("complete") + " + " + file.integer("incomplete"));
      }
    }
    return counts;
  }

  private SortedMap<Long, String> expected() {
    SortedMap<Long, int[]> counts = new TreeMap<>();
    for (SiteClient client : crowd.clients()) {
      if (users.state(client.user()).isPresent() && torrents.state(client.torrent()).isPresent()) {
        int[] both = counts.computeIfAbsent((long) client.torrent(), _ -> new int[2]);
        both[client.leeching() ? 1 : 0]++;
      }
    }
    SortedMap<Long, String> texts = new TreeMap<>();
    counts.forEach((torrent, both) -> texts.put(torrent, both[0] + " + " + both[1]));
    return texts;
  }

  SiteCrowd crowd() {
    return crowd;
  }

  SiteTracker tracker() {
    return tracker;
  }

  String report() {
    return report.toString();
  }

  @Override
  public void close() {
    crowd.close();
    tracker.close();
  }
}
