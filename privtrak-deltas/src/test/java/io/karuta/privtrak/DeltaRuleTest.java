package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.PeerTransition.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeltaRuleTest {

  private static final int LIFETIME = 3600;

  private final DeltaRule rule = new DeltaRule(FirstSight.BASELINE, LIFETIME);

  private void assertMoved(
      PeerTransition transition, CounterMove move, long uploaded, long downloaded) {
    assertThat(CounterMove.of(transition)).isEqualTo(move);
    assertThat(rule.uploaded(transition, move)).isEqualTo(uploaded);
    assertThat(rule.downloaded(transition, move)).isEqualTo(downloaded);
  }

  private void assertSeconds(PeerTransition transition, int seed, int leech) {
    assertThat(rule.seedSeconds(transition)).isEqualTo(seed);
    assertThat(rule.leechSeconds(transition)).isEqualTo(leech);
  }

  @Test
  void startsAtZeroWithAPeerThatStartsAtZero() {
    assertMoved(Change.announced().reports(0, 0).transition(), CounterMove.FIRST_SIGHT, 0, 0);
  }

  @Test
  void takesCountersOfAFirstSightForTheBaseline() {
    PeerTransition transition = Change.announced().reports(500, 0).transition();

    assertMoved(transition, CounterMove.FIRST_SIGHT_WITH_COUNTERS, 0, 0);
  }

  @Test
  void creditsCountersOfAFirstSightIfTold() {
    DeltaRule crediting = new DeltaRule(FirstSight.CREDIT, LIFETIME);
    PeerTransition transition = Change.announced().reports(500, 600).transition();
    CounterMove move = CounterMove.of(transition);

    assertThat(crediting.uploaded(transition, move)).isEqualTo(500);
    assertThat(crediting.downloaded(transition, move)).isEqualTo(600);
  }

  @Test
  void countsWhatCountersGrewBy() {
    PeerTransition transition = Change.announced().prior(100, 200).reports(150, 200).transition();

    assertMoved(transition, CounterMove.FORWARD, 50, 0);
  }

  @Test
  void countsNothingWhenTheSameCountersComeAgain() {
    PeerTransition transition = Change.announced().prior(100, 200).reports(100, 200).transition();

    assertMoved(transition, CounterMove.FORWARD, 0, 0);
  }

  @Test
  void countsASecondStartedThatContinuesAsGrowth() {
    PeerTransition transition =
        Change.announced().prior(100, 200).reports(110, 200).event(Event.STARTED).transition();

    assertMoved(transition, CounterMove.FORWARD, 10, 0);
  }

  @Test
  void countsAllOfANewSession() {
    PeerTransition transition =
        Change.announced().prior(1000, 200).reports(30, 700).event(Event.STARTED).transition();

    assertMoved(transition, CounterMove.NEW_SESSION, 30, 700);
  }

  @ParameterizedTest
  @EnumSource(
      value = Event.class,
      names = {"NONE", "COMPLETED", "PAUSED", "STOPPED"})
  void countsNothingWhenACounterFallsWithoutReason(Event event) {
    PeerTransition transition =
        Change.announced().prior(1000, 200).reports(30, 700).event(event).transition();

    assertMoved(transition, CounterMove.BACKWARD, 0, 0);
  }

  @Test
  void countsNothingForAStopWithZeros() {
    PeerTransition transition =
        Change.announced().prior(1000, 200).reports(0, 0).event(Event.STOPPED).transition();

    assertMoved(transition, CounterMove.BARE_STOP, 0, 0);
  }

  @Test
  void countsNothingForAStopWithoutLeft() {
    PeerTransition transition =
        Change.announced().prior(1000, 200).reports(30, 0).event(Event.STOPPED).withoutLeft();

    assertMoved(transition, CounterMove.BARE_STOP, 0, 0);
  }

  @Test
  void countsTheLastBytesOfAStop() {
    PeerTransition transition =
        Change.announced().prior(1000, 200).reports(1030, 200).event(Event.STOPPED).withoutLeft();

    assertMoved(transition, CounterMove.FORWARD, 30, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"EXPIRED", "REMOVED", "RETRIED"})
  void countsOnlyTheDebtWithoutAnAnnounce(Cause cause) {
    PeerTransition transition =
        Change.announced().prior(1, 1).priorSeeder(900).owing().leaving(cause);

    assertMoved(transition, CounterMove.NO_ANNOUNCE, 1000, 2000);
    assertSeconds(transition, 30, 40);
    assertThat(DeltaRule.snatch(transition)).isTrue();
  }

  @Test
  void addsTheDebt() {
    PeerTransition transition =
        Change.announced()
            .prior(100, 100)
            .priorSeeder(60)
            .owing()
            .reports(103, 104)
            .seeding()
            .transition();

    assertMoved(transition, CounterMove.FORWARD, 1003, 2004);
    assertSeconds(transition, 90, 40);
    assertThat(DeltaRule.snatch(transition)).isTrue();
  }

  @Test
  void stopsAtTheLargestNumberInsteadOfWrapping() {
    PeerTransition transition =
        Change.announced().prior(0, 0).owing().reports(Long.MAX_VALUE, Long.MAX_VALUE).transition();

    assertMoved(transition, CounterMove.FORWARD, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  @Test
  void countsTheTimeBetweenTwoAnnouncesOfASeeder() {
    assertSeconds(Change.announced().priorSeeder(1800).seeding().transition(), 1800, 0);
  }

  @Test
  void countsTheTimeBetweenTwoAnnouncesOfALeecher() {
    assertSeconds(Change.announced().priorLeecher(1800).transition(), 0, 1800);
  }

  @Test
  void countsTimeUpToTheStop() {
    assertSeconds(
        Change.announced().priorSeeder(77).seeding().event(Event.STOPPED).transition(), 77, 0);
    assertSeconds(Change.announced().priorLeecher(77).event(Event.STOPPED).transition(), 0, 77);
    // It may say that it lacks everything, since it forgets the torrent.
    assertSeconds(Change.announced().priorSeeder(77).event(Event.STOPPED).transition(), 77, 0);
  }

  @Test
  void countsNoTimeThatWasNeitherAllSeedingNorAllLeeching() {
    assertSeconds(
        Change.announced().priorLeecher(600).snatch().event(Event.COMPLETED).transition(), 0, 0);
    assertSeconds(Change.announced().priorSeeder(600).transition(), 0, 0);
  }

  @Test
  void countsNoTimeForAFirstSight() {
    assertSeconds(Change.announced().seeding().transition(), 0, 0);
  }

  @Test
  void countsNoMoreThanThePeerLifetimeAtOnce() {
    assertSeconds(Change.announced().priorSeeder(LIFETIME + 1).seeding().transition(), 3600, 0);
  }

  @Test
  void neverCountsDormantTime() {
    assertSeconds(Change.announced().priorSeeder(600).dormant().seeding().transition(), 0, 0);
    assertSeconds(Change.announced().priorLeecher(600).dormant().transition(), 0, 0);
  }

  @Test
  void countsNoTimeWhenTheClockWasSetBack() {
    assertSeconds(Change.announced().priorSeeder(-5).seeding().transition(), 0, 0);
  }

  @Test
  void keepsWhatWasLeftWhenAStopDoesNotSay() {
    PeerTransition transition = Change.announced().prior(0, 0).event(Event.STOPPED).withoutLeft();

    assertThat(DeltaRule.left(transition)).isEqualTo(1000);
  }
}
