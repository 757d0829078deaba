package io.karuta.privtrak;

import static io.karuta.privtrak.TestAccounting.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.hook.AccountingHook;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.hook.UserIdentifier;
import io.karuta.pipeline.registry.Change.OfToken;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.AccountingTerms;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.PeerTransition.Cause;
import io.karuta.testkit.AllocationMeter;
import io.karuta.testkit.FakeEnvironment;
import io.karuta.testkit.store.ModelPeerStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Factors of user, torrent, token and everybody, on the announce and without one. */
@Timeout(60)
class CreditFactorsTest {

  /** Settings that the test changes. */
  private static final class TestSettings implements RuntimeSettings {
    volatile Values values = new Values(1800, 900, 100, 100, Values.NEVER);

    @Override
    public Values current() {
      return values;
    }

    @Override
    public Values change(Edit edit) {
      throw new UnsupportedOperationException();
    }
  }

  private final TestAccounting accounting = TestAccounting.withBatches(1, Duration.ofHours(1));
  private final TestSettings settings = new TestSettings();
  private final CreditFactors factors =
      new CreditFactors(accounting.registry.tokens(), settings, accounting.clock);
  private final UserIdentifier identifier =
      new RegistryUserIdentifierFactory()
          .create(
              FakeEnvironment.of(accounting.clock, accounting.registry, ModelPeerStore.create()));
  private final AccountingHook hook =
      new StatsDeltasHook(
          identifier,
          factors,
          accounting.service.newSink(FirstSight.BASELINE, identifier, factors));
  private final AnnounceExchange exchange = new AnnounceExchange();

  @AfterEach
  void stop() {
    accounting.close();
  }

  @Test
  void aFreeleechTokenCreditsNoDownloadAndKeepsTheRawBytes() throws InterruptedException {
    par();
    put(new CreditToken(7, 100, 100, 0, 0));

    announce();
    PeerTransition transition =
        Change.announced().prior(0, 0).reports(500, 3000).accountedTo(7, 100).transition();
    transition.announce().terms().raiseUploadPercent(terms().uploadPercent());
    transition.announce().terms().lowerDownloadPercent(terms().downloadPercent());
    StatsDelta delta = take(transition);

    assertThat(delta.downloaded()).isEqualTo(3000);
    assertThat(delta.creditedDownloaded()).isZero();
    assertThat(delta.uploaded()).isEqualTo(500);
    assertThat(delta.creditedUploaded()).isEqualTo(500);
  }

  @Test
  void aTokenCountsUntilTheSecondItExpires() {
    par();
    put(new CreditToken(7, 100, 300, 0, accounting.clock.nowSecond() + 10L));

    accounting.clock.advanceSeconds(9);
    announce();
    assertThat(terms().downloadPercent()).isZero();
    assertThat(terms().uploadPercent()).isEqualTo(300);

    accounting.clock.advanceSeconds(1);
    announce();
    assertThat(terms().downloadPercent()).isEqualTo(100);
    assertThat(terms().uploadPercent()).isEqualTo(100);
  }

  @Test
  void aTokenCountsForItsUserAndTorrentAlone() {
    par();
    put(new CreditToken(7, 101, 300, 0, 0));
    put(new CreditToken(8, 100, 300, 0, 0));

    announce();

    assertThat(terms().downloadPercent()).isEqualTo(100);
    assertThat(terms().uploadPercent()).isEqualTo(100);
  }

  @Test
  void theNextAnnounceSeesThatATokenIsGoneAndGlobalFactorsHaveChanged() {
    par();
    put(new CreditToken(7, 100, 300, 0, 0));
    announce();
    assertThat(terms().downloadPercent()).isZero();

    remove();
    announce();
    assertThat(terms().downloadPercent()).isEqualTo(100);

    settings.values = new RuntimeSettings.Values(1800, 900, 200, 0, 0);
    announce();
    assertThat(terms().downloadPercent()).isZero();
    assertThat(terms().uploadPercent()).isEqualTo(200);
  }

  @Test
  void globalFactorsCountForUsersWhomNobodyKnows() {
    settings.values = new RuntimeSettings.Values(1800, 900, 200, 50, 0);

    assertThat(factors.uploadPercent(null, null, null)).isEqualTo(200);
    assertThat(factors.downloadPercent(null, null, null)).isEqualTo(50);
    assertThat(factors.tokenOf(null, null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theHighestUploadAndTheLowestDownloadFactorHold(long seed) throws InterruptedException {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<Integer> uploads = new ArrayList<>(List.of(100));
      List<Integer> downloads = new ArrayList<>(List.of(100));
      User user = new User(7, "seven", "", true, true, any(random), any(random));
      Torrent torrent =
          Torrent.of(
              TestAccounting.SWARM,
              100,
              "",
              Torrent.Status.ACTIVE,
              "",
              any(random),
              any(random),
              0);
      accounting.registry.put(user);
      accounting.registry.put(torrent);
      settings.values = new RuntimeSettings.Values(1800, 900, any(random), any(random), 0);
      Collections.addAll(
          uploads, user.uploadPercent(), torrent.uploadPercent(), settings.values.uploadPercent());
      Collections.addAll(
          downloads,
          user.downloadPercent(),
          torrent.downloadPercent(),
          settings.values.downloadPercent());
      remove();
      if (random.nextBoolean()) {
        int second = accounting.clock.nowSecond();
        long expires = random.nextInt(3) == 0 ? 0 : second - 2L + random.nextInt(5);
        CreditToken token =
            new CreditToken(7, 100, 100 + random.nextInt(901), random.nextInt(101), expires);
        put(token);
        if (expires == 0 || expires > second) {
          uploads.add(token.uploadPercent());
          downloads.add(token.downloadPercent());
        }
      }
      int upload = Collections.max(uploads);
      int download = Collections.min(downloads);
      String where = "seed " + seed + ", round " + round;

      announce();

      assertThat(terms().uploadPercent()).as(where).isEqualTo(upload);
      assertThat(terms().downloadPercent()).as(where).isEqualTo(download);
      StatsDelta gone = take(Change.announced().prior(10, 20).owing().leaving(Cause.EXPIRED));
      assertThat(gone.uploaded()).as(where).isEqualTo(1000);
      assertThat(gone.creditedUploaded()).as(where).isEqualTo(1000L * upload / 100);
      assertThat(gone.downloaded()).as(where).isEqualTo(2000);
      assertThat(gone.creditedDownloaded()).as(where).isEqualTo(2000L * download / 100);
    }
  }

  @Test
  void allocatesNothing() {
    par();
    User user = accounting.registry.users().byNumber(7);
    Torrent torrent = accounting.registry.torrents().byNumber(100);
    CreditToken token = new CreditToken(7, 100, 300, 0, 4_000_000_000L);
    CreditFactors measured = new CreditFactors(new OneToken(token), settings, accounting.clock);
    StatsDeltasHook measuredHook = new StatsDeltasHook(identifier, measured, hook.sink());
    announce();

    assertThat(AllocationMeter.bytesPerCall(20_000, () -> measuredHook.onAnnounce(exchange)))
        .isZero();
    assertThat(
            AllocationMeter.bytesPerCall(
                20_000,
                () -> {
                  CreditToken found = measured.tokenOf(user, torrent);
                  measured.uploadPercent(user, torrent, found);
                  measured.downloadPercent(user, torrent, found);
                }))
        .isZero();
  }

  /** A registry's tokens, found without allocating. */
  private record OneToken(CreditToken token) implements Registry.Tokens {
    @Override
    public CreditToken find(long userNumber, long torrentNumber) {
      return token;
    }

    @Override
    public void forEach(Consumer<? super CreditToken> visitor) {
      visitor.accept(token);
    }

    @Override
    public int size() {
      return 1;
    }
  }

  private void par() {
    accounting.registry.put(User.of(7, "seven", ""));
    accounting.registry.put(Torrent.of(TestAccounting.SWARM, 100, ""));
  }

  private void put(CreditToken token) {
    apply(new OfToken(token.userNumber(), token.torrentNumber(), _ -> Decision.put(token)));
  }

  private void remove() {
    apply(new OfToken(7, 100, _ -> Decision.remove()));
  }

  private void apply(OfToken change) {
    accounting.registry.apply(List.of(change), Mode.EACH, Optional.empty());
  }

  private void announce() {
    exchange.begin(accounting.clock.nowSecond(), 1800, 900);
    exchange.attributes().set(StandardAttributes.USER, accounting.registry.users().byNumber(7));
    exchange
        .attributes()
        .set(StandardAttributes.TORRENT, accounting.registry.torrents().byNumber(100));
    hook.onAnnounce(exchange);
  }

  private AccountingTerms terms() {
    return exchange.swarmAnnounce().terms();
  }

  private StatsDelta take(PeerTransition transition) throws InterruptedException {
    assertThat(hook.sink().offer(transition)).isTrue();
    hook.sink().stored(transition);
    return accounting.handler.next(SOON).deltas().getFirst();
  }

  private static int any(Random random) {
    return random.nextInt(3) == 0 ? 100 : random.nextInt(1001);
  }
}
