package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.privtrak.PlainLedger.BookedChange;
import io.karuta.privtrak.PlainLedger.PeerKey;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random announces of odd clients: what is booked is what the rules say, change by change as long
 * as the ring has room, and in sum when it is full every now and then; and for clients that said
 * nothing implausible it is what they really moved.
 */
@Timeout(300)
final class DeltaModelTest {

  private static final int SEEDS = 60;
  private static final int STEPS = 250;
  private static final int CLIENTS = 12;
  private static final Duration PEER_LIFETIME = Duration.ofHours(1);
  private static final Duration DORMANT_LIFETIME = Duration.ofDays(21);

  /** Keeps all deltas, and takes its time when told to. */
  private static final class Gate implements DeltaHandler {

    private final List<StatsDelta> deltas = new ArrayList<>();
    private final Semaphore pass = new Semaphore(1);

    @Override
    public void handle(DeltaBatch batch) {
      pass.acquireUninterruptibly();
      deltas.addAll(batch.deltas());
      pass.release();
    }

    void shut(boolean shut) {
      if (shut) {
        pass.acquireUninterruptibly();
      } else {
        pass.release();
      }
    }

    @Override
    public void close() {}
  }

  /** One run of one seed. */
  private static final class Run implements OddClient.Tracker {

    private final Random random;
    private final boolean full;
    private final Gate gate = new Gate();
    private final ModelPeerStore store =
        ModelPeerStore.create(PEER_LIFETIME, DORMANT_LIFETIME, Long.MAX_VALUE);
    private final PlainLedger ledger;
    private final TestAccounting accounting;
    private final AccountingSink sink;
    private final List<OddClient> clients = new ArrayList<>();

    Run(long seed, FirstSight firstSight, boolean full) {
      random = new Random(seed);
      this.full = full;
      int lifetime = (int) PEER_LIFETIME.toSeconds();
      int dormantLifetime = (int) DORMANT_LIFETIME.toSeconds();
      ledger = new PlainLedger(firstSight, lifetime, dormantLifetime);
      accounting =
          TestAccounting.with(full ? 64 : 1 << 12, full ? 16 : 512, Duration.ofMillis(10), gate);
      sink = accounting.newSink(firstSight);
      for (int number = 0; number < CLIENTS; number++) {
        clients.add(new OddClient(random, full, number, dormantLifetime));
      }
    }

    void play() {
      boolean shut = false;
      for (int step = 0; step < STEPS; step++) {
        if (full && random.nextInt(40) == 0) {
          shut = !shut;
          gate.shut(shut);
        }
        clients.get(random.nextInt(CLIENTS)).step(this, now());
        pass();
        if (!full && random.nextInt(50) == 0) {
          removeUser(1 + random.nextInt(3));
        }
      }
      if (shut) {
        gate.shut(false);
      }
      clients.forEach(client -> client.end(this, now()));
      accounting.clock.advanceSeconds(DORMANT_LIFETIME.toSeconds());
      sweep();
      while (store.totals().swarms() > 0) {
        sweep(); // what the ring had no room for is offered again
      }
      accounting.close();
    }

    private void pass() {
      accounting.clock.advanceSeconds(
          switch (random.nextInt(60)) {
            case 0 -> PEER_LIFETIME.toSeconds() + random.nextInt(5000);
            case 1 -> random.nextInt(5) == 0 ? DORMANT_LIFETIME.toSeconds() : 0;
            default -> random.nextInt(300);
          });
      if (random.nextInt(5) > 0) { // a sweep may be late
        sweep();
      }
    }

    private void sweep() {
      store.expireSlice(now(), sink);
      ledger.sweep(now());
    }

    private void removeUser(long user) {
      clients.stream()
          .filter(client -> client.user == user)
          .forEach(client -> client.plausible = false);
      store.removeUser(new UserId(0, user), now(), sink);
      ledger.removeUser(user);
    }

    private int now() {
      return accounting.clock.nowSecond();
    }

    @Override
    public void hear(OddClient client, Event event, long uploaded, long downloaded, long left) {
      TestAnnounce announce =
          TestAnnounce.of(client.torrent)
              .peer(client.key().peer())
              .moved(uploaded, downloaded)
              .event(event)
              .at(now())
              .sink(sink);
      if (left == PlainLedger.NOT_SAID) {
        forgetLeft(announce, uploaded, downloaded, event, client);
      } else {
        announce.left(left);
      }
      if (random.nextInt(3) == 0) {
        announce.overIpv6(client.key().peer());
      }
      SwarmAnnounce swarmAnnounce = announce.toSwarmAnnounce();
      swarmAnnounce.user(0, client.user);
      store.announce(swarmAnnounce, new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6()));
      ledger.announce(client.key(), event, uploaded, downloaded, left, now());
    }

    /** A request that was cleared has no left; what it had besides is said again. */
    private static void forgetLeft(
        TestAnnounce announce, long uploaded, long downloaded, Event event, OddClient client) {
      announce.request().clear();
      TestAnnounce.infoHash(client.torrent).writeTo(announce.request().infoHash(), 0);
      announce.peer(client.key().peer()).moved(uploaded, downloaded).event(event);
    }

    /** What was delivered, by the numbers of the clients. */
    Map<PeerKey, List<BookedChange>> delivered() {
      Map<PeerId, Integer> peers = new HashMap<>();
      Map<Object, Long> torrents = new HashMap<>();
      ledger
          .entries()
          .keySet()
          .forEach(key -> {
            peers.put(TestAnnounce.peerId(key.peer()), key.peer());
            torrents.put(TestAnnounce.infoHash(key.torrent()), key.torrent());
          });
      Map<PeerKey, List<BookedChange>> delivered = new HashMap<>();
      for (StatsDelta delta : gate.deltas) {
        PeerKey key =
            new PeerKey(
                delta.user().low(),
                torrents.getOrDefault(delta.infoHash(), -1L),
                peers.getOrDefault(delta.peerId(), -1));
        delivered.computeIfAbsent(key, _ -> new ArrayList<>()).add(BookedChange.of(delta));
      }
      return delivered;
    }

    LongStream sums(Map<PeerKey, List<BookedChange>> books, Predicate<PeerKey> whose) {
      List<BookedChange> all =
          books.entrySet().stream()
              .filter(book -> whose.test(book.getKey()))
              .flatMap(book -> book.getValue().stream())
              .toList();
      List<ToLongFunction<BookedChange>> columns =
          List.of(
              BookedChange::uploaded,
              BookedChange::downloaded,
              BookedChange::seedSeconds,
              BookedChange::leechSeconds,
              entry -> entry.snatch() ? 1 : 0);
      return columns.stream().mapToLong(column -> all.stream().mapToLong(column).sum());
    }
  }

  @ParameterizedTest
  @EnumSource
  void booksEachChangeAsTheRulesSay(FirstSight firstSight) {
    long first = System.nanoTime();
    System.out.println("seeds from " + first);
    for (long seed = first; seed < first + SEEDS; seed++) {
      Run run = new Run(seed, firstSight, false);

      run.play();

      assertThat(run.accounting.metrics.value("deltas-deferred")).isZero();
      assertThat(run.delivered()).as("seed %d", seed).isEqualTo(run.ledger.entries());
      assertThatTruthWasBooked(run, "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void booksInSumWhatTheRulesSayThoughTheRingIsFull(FirstSight firstSight) {
    long first = System.nanoTime();
    System.out.println("seeds from " + first);
    long deferred = 0;
    for (long seed = first; seed < first + SEEDS; seed++) {
      Run run = new Run(seed, firstSight, true);

      run.play();

      deferred += run.accounting.metrics.value("deltas-deferred");
      Map<PeerKey, List<BookedChange>> delivered = run.delivered();
      for (PeerKey key : run.ledger.entries().keySet()) {
        assertThat(run.sums(delivered, key::equals).toArray())
            .as("seed %d: up, down, seeding, leeching, snatches of %s", seed, key)
            .isEqualTo(run.sums(run.ledger.entries(), key::equals).toArray());
      }
      assertThatTruthWasBooked(run, "seed " + seed);
    }
    assertThat(deferred).isPositive();
  }

  /** Of a user and torrent all of whose clients were plausible. */
  private static void assertThatTruthWasBooked(Run run, String seed) {
    Map<PeerKey, List<BookedChange>> delivered = run.delivered();
    for (OddClient client : run.clients) {
      List<OddClient> same =
          run.clients.stream()
              .filter(other -> other.user == client.user && other.torrent == client.torrent)
              .toList();
      if (same.stream().allMatch(other -> other.plausible)) {
        long[] booked =
            run.sums(delivered, key -> key.user() == client.user && key.torrent() == client.torrent)
                .toArray();
        assertThat(booked[0])
            .as("%s: uploaded by user %d", seed, client.user)
            .isEqualTo(same.stream().mapToLong(other -> other.uploaded).sum());
        assertThat(booked[1])
            .as("%s: downloaded by user %d", seed, client.user)
            .isEqualTo(same.stream().mapToLong(other -> other.downloaded).sum());
      }
    }
  }
}
