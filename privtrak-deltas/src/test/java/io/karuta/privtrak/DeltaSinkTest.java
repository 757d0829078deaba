package io.karuta.privtrak;

import static io.karuta.privtrak.TestAccounting.SOON;
import static io.karuta.privtrak.TestAccounting.SWARM;
import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.store.AccountingTerms;
import io.karuta.pipeline.store.Booking;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.PeerTransition.Cause;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.testkit.AllocationMeter;
import io.karuta.testkit.delta.TestBatch;
import io.karuta.testkit.store.TestAnnounce;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeltaSinkTest {

  private final TestAccounting accounting = TestAccounting.withBatches(1, Duration.ofHours(1));

  @AfterEach
  void stop() {
    accounting.close();
  }

  private StatsDelta delivered(PeerTransition transition) throws InterruptedException {
    assertThat(accounting.take(transition)).isTrue();
    return accounting.handler.next(SOON).deltas().getFirst();
  }

  @Test
  void writesDownAllThatIsKnownOfAnAnnounce() throws InterruptedException {
    Change change =
        Change.announced()
            .prior(100, 200)
            .priorLeecher(60)
            .reports(1100, 2200)
            .event(Event.COMPLETED)
            .snatch();
    TestAnnounce announce = change.request();
    announce.overIpv4(5).address().ipv6(0x20010db8_00000000L, 5);
    announce.request().userAgent("Client/1.2.3");
    announce.request().corrupt(17);
    PeerTransition transition = change.transition();
    var terms = transition.announce().terms();
    terms.userNumber(7);
    terms.torrentNumber(100);
    terms.clientName("Client");
    terms.raiseUploadPercent(200);
    terms.lowerDownloadPercent(50);

    StatsDelta delta = delivered(transition);

    assertThat(delta)
        .isEqualTo(
            new StatsDelta(
                0,
                Change.NOW,
                TestAnnounce.userId(7),
                7,
                SWARM,
                100,
                TestAnnounce.peerId(1),
                List.of(TestAnnounce.ipv4(5), TestAnnounce.ipv6(5)),
                "Client",
                "Client/1.2.3",
                DeltaEvent.COMPLETED,
                1000,
                2000,
                2000,
                1000,
                17,
                0,
                1100,
                2200,
                0,
                0,
                true,
                0,
                0,
                3,
                4));
  }

  @Test
  void asksTheRegistryWhoAPeerWasThatLeavesWithoutAnAnnounce() throws InterruptedException {
    StatsDelta delta = delivered(Change.announced().prior(10, 20).owing().leaving(Cause.EXPIRED));

    assertThat(delta.event()).isEqualTo(DeltaEvent.EXPIRED);
    assertThat(delta.active()).isFalse();
    assertThat(delta.user()).isEqualTo(new UserId(0, 7));
    assertThat(delta.userNumber()).isEqualTo(7);
    assertThat(delta.torrentNumber()).isEqualTo(100);
    assertThat(delta.uploaded()).isEqualTo(1000);
    assertThat(delta.creditedUploaded()).isEqualTo(2000);
    assertThat(delta.downloaded()).isEqualTo(2000);
    assertThat(delta.creditedDownloaded()).isEqualTo(1000);
    assertThat(delta.reportedUploaded()).isEqualTo(10);
    assertThat(delta.left()).isEqualTo(1000);
    assertThat(delta.endpoints()).isEmpty();
    assertThat(delta.clientName()).isEmpty();
  }

  @Test
  void reportsEveryDepartureThoughNothingMoved() throws InterruptedException {
    for (Cause cause : List.of(Cause.EXPIRED, Cause.REMOVED, Cause.RETRIED)) {
      StatsDelta delta = delivered(Change.announced().prior(0, 0).leaving(cause));

      assertThat(delta.event()).isEqualTo(DeltaEvent.EXPIRED);
    }
  }

  @Test
  void reportsADepartureOnceAndNotAgainWhenTheRecordGoes() throws InterruptedException {
    for (Cause cause : List.of(Cause.EXPIRED, Cause.REMOVED)) {
      PeerTransition removal = Change.announced().prior(0, 0).dormant().leaving(cause);
      assertThat(accounting.take(removal)).isTrue();
    }

    StatsDelta next = delivered(Change.announced().prior(0, 0).leaving(Cause.RETRIED));

    assertThat(next.sequence()).isZero();
  }

  @Test
  void reportsDeparturesOfStrangersWithoutNumbers() throws InterruptedException {
    PeerTransition transition = new PeerTransition();
    transition.beginDeparture(Cause.EXPIRED, Change.NOW, 5, 6, new byte[20], new byte[20]);
    transition.prior(0, 0, 0, Change.NOW, true, false);
    transition.outcome(true, false, -1, 0, 0, 0);

    StatsDelta delta = delivered(transition);

    assertThat(delta.userNumber()).isZero();
    assertThat(delta.torrentNumber()).isZero();
    assertThat(TestBatch.totals(List.of(delta))).isEmpty();
  }

  @Test
  void booksTheDepartureFromWhatIsGoneAsItsRemoverSays() throws InterruptedException {
    PeerTransition transition = new PeerTransition();
    transition.beginDeparture(Cause.REMOVED, Change.NOW, 0, 66, new byte[20], new byte[20]);
    transition.prior(10, 20, 0, Change.NOW, true, false);
    transition.outcome(true, false, -1, 0, 0, 0);
    transition.debt().set(1000, 2000, 30, 40, false);
    AccountingTerms terms = new AccountingTerms();
    terms.userNumber(66);
    terms.torrentNumber(600);
    terms.raiseUploadPercent(300);
    terms.lowerDownloadPercent(0);
    transition.lastTerms(terms);

    StatsDelta delta = delivered(transition);

    assertThat(delta.userNumber()).isEqualTo(66);
    assertThat(delta.torrentNumber()).isEqualTo(600);
    assertThat(delta.creditedUploaded()).isEqualTo(3000);
    assertThat(delta.creditedDownloaded()).isZero();
  }

  @Test
  void leavesToTheRegistryWhatTheRemoverDoesNotSay() throws InterruptedException {
    PeerTransition transition = Change.announced().prior(10, 20).owing().leaving(Cause.REMOVED);
    transition.lastTerms(new AccountingTerms());

    StatsDelta delta = delivered(transition);

    assertThat(delta.userNumber()).isEqualTo(7);
    assertThat(delta.torrentNumber()).isEqualTo(100);
    assertThat(delta.creditedUploaded()).isEqualTo(2000);
    assertThat(delta.creditedDownloaded()).isEqualTo(1000);
  }

  @Test
  void countsSnatchesOfTheTorrentOnceTaken() throws InterruptedException {
    delivered(TestAccounting.moved(1).snatch().transition());
    delivered(TestAccounting.moved(1).transition());
    delivered(Change.announced().owing().leaving(Cause.RETRIED));

    assertThat(accounting.registry.torrents().byNumber(100).snatches()).isEqualTo(2);
  }

  @Test
  void leavesASnatchToTheDebtWhenItIsNotTaken() {
    accounting.close();
    PeerTransition transition = TestAccounting.moved(1).priorSeeder(60).snatch().transition();

    assertThat(accounting.take(transition)).isFalse();

    assertThat(transition.owed().snatch()).isTrue();
    assertThat(transition.owed().seedSeconds()).isEqualTo(60);
    assertThat(accounting.registry.torrents().byNumber(100).snatches()).isZero();
  }

  @Test
  void keepsNoBooksOfNobody() {
    PeerTransition transition = new PeerTransition();
    transition.beginAnnounce(TestAnnounce.of(1).user(0).moved(5, 5).toSwarmAnnounce());

    assertThat(accounting.take(transition)).isTrue();

    accounting.close();
    assertThat(accounting.handler.deltas()).isEmpty();
  }

  @Test
  void tellsHooksWhatItHasBooked() {
    PeerTransition transition = TestAccounting.moved(1000).priorSeeder(60).snatch().transition();
    SwarmAnnounce announce = transition.announce();
    announce.terms().raiseUploadPercent(200);

    accounting.take(transition);

    Booking booking = announce.booking();
    assertThat(booking.outcome()).isEqualTo(Booking.Outcome.TAKEN);
    assertThat(booking.uploaded()).isEqualTo(1000);
    assertThat(booking.creditedUploaded()).isEqualTo(2000);
    assertThat(booking.seedSeconds()).isEqualTo(60);
    assertThat(booking.snatch()).isTrue();
  }

  @Test
  void tellsHooksWhatAPeerOwes() {
    accounting.close();
    PeerTransition transition = TestAccounting.moved(5).owing().transition();

    accounting.take(transition);

    Booking booking = transition.announce().booking();
    assertThat(booking.outcome()).isEqualTo(Booking.Outcome.DEFERRED);
    assertThat(booking.uploaded()).isEqualTo(1005);
    assertThat(booking.creditedUploaded()).isZero();
    assertThat(booking.leechSeconds()).isEqualTo(40);
  }

  @Test
  void tellsHooksWhenNothingIsAccounted() {
    PeerTransition transition = new PeerTransition();
    transition.beginAnnounce(TestAnnounce.of(1).user(0).moved(5, 5).toSwarmAnnounce());

    accounting.take(transition);

    assertThat(transition.announce().booking().outcome()).isEqualTo(Booking.Outcome.NOT_ACCOUNTED);
  }

  @Test
  void countsOddCounters() {
    accounting.take(Change.announced().reports(500, 0).transition());
    accounting.take(Change.announced().prior(500, 0).reports(400, 0).transition());

    assertThat(accounting.metrics.value("deltas-first-sight-with-counters")).isEqualTo(1);
    assertThat(accounting.metrics.value("deltas-counter-backward")).isEqualTo(1);
  }

  @Test
  void allocatesNothingWhetherItTakesAChangeOrNot() {
    TestAccounting silent =
        TestAccounting.with(1 << 10, 512, Duration.ofHours(1), accounting.handler);
    PeerTransition transition = TestAccounting.moved(5).transition();
    transition.debt().set(1000, 2000, 30, 40, false);

    double whileRunning = AllocationMeter.bytesPerCall(200_000, () -> silent.take(transition));
    silent.close();
    double whileFull = AllocationMeter.bytesPerCall(50_000, () -> silent.take(transition));

    assertThat(whileRunning).isLessThan(0.1);
    assertThat(whileFull).isZero();
    assertThat(silent.metrics.value("deltas-taken")).isGreaterThan(10_000);
    assertThat(silent.metrics.value("deltas-deferred")).isGreaterThan(50_000);
  }
}
