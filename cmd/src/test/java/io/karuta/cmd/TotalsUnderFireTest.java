package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.client.ClientConfig;
import io.karuta.client.KarutaClient;
import io.karuta.client.KarutaException;
import io.karuta.client.Torrent;
import io.karuta.client.User;
import io.karuta.client.UserTotals;
import io.karuta.client.Versioned;
import io.karuta.cmd.systemd.ServiceManager;
import io.karuta.testkit.AnnounceQuery;
import io.karuta.testkit.TrackerClient;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The totals of the same users, changed at the same time by increments and by comparing and
 * setting, over HTTP by several callers, and by the accounting's batches of announces: nobody's
 * share is lost or counted twice.
 */
@EachDatabase
@Timeout(180)
final class TotalsUnderFireTest {

  private static final int USERS = 3;
  private static final int INCREASERS = 2;
  private static final int SETTERS = 2;
  private static final int ANNOUNCERS = 2;
  private static final int ROUNDS = 150;

  /** What is changed of a user by the model's count: bytes up and down, credited, snatches. */
  private static final List<String> COLUMNS =
      List.of("uploaded", "downloaded", "credited_uploaded", "credited_downloaded", "snatches");

  private final TestDatabase database;
  private final List<AtomicLongArray> model = new ArrayList<>();
  private final AtomicInteger stale = new AtomicInteger();

  @TempDir private Path home;

  TotalsUnderFireTest(TestDatabase database) {
    this.database = database;
    database.clear();
    for (int user = 0; user <= USERS; user++) {
      model.add(new AtomicLongArray(COLUMNS.size()));
    }
  }

  @Test
  void theSumsAreExact() throws Exception {
    long seed = System.nanoTime();
    System.out.println("totals on " + database + ": seed " + seed);
    Random random = new Random(seed);
    ConfigSource source = new ConfigSource(config(), Map.of());
    Tracker tracker = Tracker.start(source, source.load(), false, ServiceManager.of(Map.of()));
    try (KarutaClient site = client(tracker)) {
      register(site);
      List<IntConsumer> callers = new ArrayList<>();
      for (int i = 0; i < INCREASERS; i++) {
        Random own = new Random(random.nextLong());
        callers.add(_ -> increase(site, own));
      }
      for (int i = 0; i < SETTERS; i++) {
        Random own = new Random(random.nextLong());
        callers.add(_ -> set(site, own));
      }
      InetSocketAddress announces = tracker.announceAddresses().getFirst();
      try (ExecutorService threads =
          Executors.newFixedThreadPool(INCREASERS + SETTERS + ANNOUNCERS)) {
        List<Future<?>> running = new ArrayList<>();
        for (IntConsumer caller : callers) {
          running.add(
              threads.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                  caller.accept(round);
                }
              }));
        }
        for (int i = 1; i <= ANNOUNCERS; i++) {
          int torrent = i;
          Random own = new Random(random.nextLong());
          running.add(threads.submit(() -> announce(announces, torrent, own)));
        }
        for (Future<?> one : running) {
          one.get();
        }
      }
    } finally {
      assertThat(tracker.parts().stopAll(Duration.ofSeconds(30))).isTrue();
    }

    System.out.println("totals on " + database + ": " + stale + " came too late and tried again");
    for (int user = 1; user <= USERS; user++) {
      for (int column = 0; column < COLUMNS.size(); column++) {
        String query = "select " + COLUMNS.get(column) + " from users where user_id = " + user;
        assertThat(database.number(query))
            .as("seed %d: %s", seed, query)
            .isEqualTo(model.get(user).get(column));
      }
      for (String seconds : List.of("seed_seconds", "leech_seconds")) {
        String ofUser = "select " + seconds + " from users where user_id = " + user;
        String ofHistory = "select sum(" + seconds + ") from history where user_id = " + user;
        assertThat(database.number(ofUser)).as(seconds).isEqualTo(database.number(ofHistory));
      }
    }
  }

  private void increase(KarutaClient site, Random random) {
    int user = 1 + random.nextInt(USERS);
    UserTotals by = some(random);
    String key = UUID.randomUUID().toString();
    site.users().increase(user, by, key);
    if (random.nextInt(4) == 0) {
      site.users().increase(user, by, key); // as after a lost answer
    }
    count(user, by);
  }

  private void set(KarutaClient site, Random random) {
    int user = 1 + random.nextInt(USERS);
    UserTotals by = some(random);
    while (true) {
      Versioned<UserTotals> read = site.users().totals(user);
      try {
        site.users().replace(user, read, sum(read.value(), by));
        count(user, by);
        return;
      } catch (KarutaException e) {
        assertThat(e.status()).isEqualTo(412);
        stale.incrementAndGet();
      }
    }
  }

  /** One torrent's peers of all users, which move something each time and finish in the end. */
  private void announce(InetSocketAddress tracker, int torrent, Random random) {
    long[] uploaded = new long[USERS + 1];
    long[] downloaded = new long[USERS + 1];
    try (TrackerClient client = TrackerClient.connect(tracker)) {
      for (int round = 0; round <= ROUNDS; round++) {
        for (int user = 1; user <= USERS; user++) {
          boolean last = round == ROUNDS;
          UserTotals by =
              round == 0
                  ? UserTotals.ZERO
                  : bytes(random.nextInt(1 << 20), random.nextInt(1 << 20), last ? 1 : 0);
          uploaded[user] += by.uploaded();
          downloaded[user] += by.downloaded();
          AnnounceQuery query =
              AnnounceQuery.announce("/announce/" + passkey(user), hash(torrent), peerId(user))
                  .with("uploaded", uploaded[user])
                  .with("downloaded", downloaded[user])
                  .with("left", last ? 0 : 1000);
          if (last) {
            query.with("event", "completed");
          }
          assertThat(client.get(query.toString()).bencoded().has("failure reason")).isFalse();
          count(user, by);
        }
      }
    }
  }

  private void count(int user, UserTotals by) {
    AtomicLongArray sums = model.get(user);
    sums.addAndGet(0, by.uploaded());
    sums.addAndGet(1, by.downloaded());
    sums.addAndGet(2, by.creditedUploaded());
    sums.addAndGet(3, by.creditedDownloaded());
    sums.addAndGet(4, by.snatches());
  }

  private static UserTotals some(Random random) {
    return new UserTotals(
        random.nextInt(1 << 30),
        random.nextInt(1 << 30),
        random.nextInt(1 << 30),
        random.nextInt(1 << 30),
        0,
        0,
        random.nextInt(3));
  }

  /** Bytes that are credited as they are. */
  private static UserTotals bytes(long uploaded, long downloaded, int snatches) {
    return new UserTotals(uploaded, downloaded, uploaded, downloaded, 0, 0, snatches);
  }

  private static UserTotals sum(UserTotals a, UserTotals b) {
    return new UserTotals(
        a.uploaded() + b.uploaded(),
        a.downloaded() + b.downloaded(),
        a.creditedUploaded() + b.creditedUploaded(),
        a.creditedDownloaded() + b.creditedDownloaded(),
        a.seedSeconds(),
        a.leechSeconds(),
        a.snatches() + b.snatches());
  }

  private static void register(KarutaClient site) {
    for (int user = 1; user <= USERS; user++) {
      site.users().put(User.of(user, passkey(user), "n"));
    }
    for (int torrent = 1; torrent <= ANNOUNCERS; torrent++) {
      site.torrents()
          .put(Torrent.of(torrent, HexFormat.of().formatHex(hash(torrent)), "torrent " + torrent));
    }
  }

  private static String passkey(int user) {
    return "passkey-of-user-" + user;
  }

  private static byte[] hash(int torrent) {
    return HexFormat.of().parseHex("%040x".formatted(torrent));
  }

  private static byte[] peerId(int user) {
    return "-DE203s-%012d".formatted(user).getBytes(StandardCharsets.US_ASCII);
  }

  private static KarutaClient client(Tracker tracker) {
    return KarutaClient.of(
        ClientConfig.of("https://127.0.0.1:" + tracker.adminAddress().getPort())
            .withCredentialFile(tracker.adminCredential())
            .withCertificate(tracker.adminCertificate().orElseThrow()));
  }

  private Path config() throws IOException {
    return Files.writeString(
        home.resolve("karuta.conf"),
        """
        http { listeners = [ { address = "127.0.0.1", port = 0 } ], allow-non-routable = true }
        admin {
          port = 0, self-signed-folder = "%1$s/admin", credential-file = "%1$s/admin/credential"
          credentials-file = "%1$s/admin/credentials", max-requests-per-second = 100000
        }
        swarm { max-peers = 1000, max-torrents = 100 }
        database { url = "%2$s", user = "%3$s", password = "%4$s" }
        deltas { batch-size = 20, batch-interval = 20 ms }
        pre-hooks = [ passkey, torrent-registered, stats-deltas, peer-selection ]
        """
            .formatted(
                home,
                database.config().url(),
                database.config().user(),
                database.config().password()));
  }
}
