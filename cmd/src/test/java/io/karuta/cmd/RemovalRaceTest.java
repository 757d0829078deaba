package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.admin.tracker.Effects;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.engine.HookSpec;
import io.karuta.pipeline.engine.Pipeline;
import io.karuta.pipeline.engine.PipelineSettings;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.registry.EmptyRegistrySource;
import io.karuta.registry.IndexedRegistry;
import io.karuta.storage.optmem.OptmemConfig;
import io.karuta.storage.optmem.OptmemStore;
import io.karuta.testkit.FakeEnvironment;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Announces and removals of what they are of, all at once. */
@Timeout(120)
final class RemovalRaceTest {

  private static final int USERS = 4;
  private static final int TORRENTS = 3;
  private static final int ROUNDS = 300;
  private static final int CHANGES = 30;
  private static final int ANNOUNCERS = 3;

  private final IndexedRegistry registry =
      IndexedRegistry.load(new EmptyRegistrySource(), new FakeMetrics(), TrackerClock.system());
  private final PeerStore store =
      OptmemStore.open(
          new OptmemConfig(
              Optional.empty(), 10_000, 1_000, Duration.ofMinutes(45), Duration.ofDays(1)),
          TrackerClock.system(),
          new FakeMetrics());
  private final Effects effects =
      new Effects(registry, store, () -> AccountingSink.NONE, TrackerClock.system());
  private final Pipeline chain =
      Pipeline.start(
          PipelineSettings.read(FakeOptions.empty()),
          FakeEnvironment.of(TrackerClock.system(), registry, store),
          List.of(hook("passkey"), hook("torrent-registered"), hook("peer-selection")),
          List.of());

  private static HookSpec hook(String name) {
    for (HookFactory factory : ServiceLoader.load(HookFactory.class)) {
      if (factory.name().equals(name)) {
        return new HookSpec(
            name, FakeOptions.empty(), ErrorPolicy.REFUSE, factory.configure(FakeOptions.empty()));
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void noPeerIsLeftOfWhatIsGone() throws Exception {
    long seed = System.nanoTime();
    System.out.println("removals during announces: seed " + seed);
    Random random = new Random(seed);
    try (ExecutorService threads = Executors.newFixedThreadPool(ANNOUNCERS + 1)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 1; i <= Math.max(USERS, TORRENTS); i++) {
          registry.put(user(i, true));
          registry.put(torrent(i, Torrent.Status.ACTIVE));
        }
        long changesSeed = random.nextLong();
        Future<?> changing = threads.submit(() -> change(new Random(changesSeed)));
        List<Future<?>> announcing = new ArrayList<>();
        for (int i = 0; i < ANNOUNCERS; i++) {
          Random own = new Random(random.nextLong());
          announcing.add(
              threads.submit(() -> {
                AnnounceExchange exchange = new AnnounceExchange();
                do {
                  announce(exchange, own);
                } while (!changing.isDone());
              }));
        }
        changing.get();
        for (Future<?> announcer : announcing) {
          announcer.get();
        }
        assertThat(ghosts()).as("seed " + seed + ", round " + round).isEmpty();
      }
    } finally {
      chain.stop();
      store.close();
      registry.close();
    }
  }

  private void change(Random random) {
    for (int i = 0; i < CHANGES; i++) {
      int user = 1 + random.nextInt(USERS);
      int torrent = 1 + random.nextInt(TORRENTS);
      Change change =
          switch (random.nextInt(6)) {
            case 0 -> new Change.OfUser(user, Edit.remove());
            case 1 -> new Change.OfUser(user, Edit.put(user(user, false)));
            case 2 -> new Change.OfUser(user, Edit.put(user(user, true)));
            case 3 -> new Change.OfTorrent(infoHash(torrent), Edit.remove());
            case 4 ->
                new Change.OfTorrent(
                    infoHash(torrent), Edit.put(torrent(torrent, Torrent.Status.DISABLED)));
            default ->
                new Change.OfTorrent(
                    infoHash(torrent), Edit.put(torrent(torrent, Torrent.Status.ACTIVE)));
          };
      effects.apply(List.of(change), Mode.EACH, Optional.empty());
    }
  }

  private void announce(AnnounceExchange exchange, Random random) {
    int user = 1 + random.nextInt(USERS);
    chain.begin(exchange);
    infoHash(1 + random.nextInt(TORRENTS)).writeTo(exchange.request().infoHash(), 0);
    byte[] passkey = ("k" + user).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(passkey, 0, exchange.request().passkey(), 0, passkey.length);
    exchange.request().passkeyLengthBytes(passkey.length);
    exchange.request().peerId()[0] = (byte) random.nextInt(3);
    exchange.request().address().ipv4(0x7f000001);
    exchange.request().port(6881);
    exchange.request().left(random.nextInt(2));
    assertThat(chain.announce(exchange)).isTrue();
  }

  /** Peers of torrents or users that are not served. */
  private List<String> ghosts() {
    List<String> ghosts = new ArrayList<>();
    for (int torrent = 1; torrent <= TORRENTS; torrent++) {
      Torrent known = registry.torrents().byInfoHash(infoHash(torrent).toBytes(), 0);
      boolean served = known != null && known.status() == Torrent.Status.ACTIVE;
      for (var peer : store.peersOf(infoHash(torrent))) {
        User user = registry.users().byNumber(peer.user().low());
        if (!served || user == null || !user.enabled()) {
          ghosts.add(peer.toString());
        }
      }
    }
    return ghosts;
  }

  private static InfoHash infoHash(int number) {
    return new InfoHash(1, 2, number);
  }

  private static User user(int number, boolean enabled) {
    return new User(number, "k" + number, "n", enabled, true, 100, 100);
  }

  private static Torrent torrent(int number, Torrent.Status status) {
    return Torrent.of(infoHash(number), number, "n", status, "", 100, 100, 0);
  }
}
