package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;

/** A transition as a store would offer it, spelled out. */
final class Change {

  static final int NOW = FakeClock.START_SECOND;

  private final TestAnnounce announce = TestAnnounce.of(1).user(7).left(1000);
  private final PeerTransition transition = new PeerTransition();
  private boolean known;
  private boolean dormant;
  private boolean priorSeeder;
  private long priorUploaded;
  private long priorDownloaded;
  private int silentSeconds;
  private boolean snatch;
  private boolean owes;
  private long userNumber;
  private long torrentNumber;

  static Change announced() {
    return new Change();
  }

  Change prior(long uploaded, long downloaded) {
    known = true;
    priorUploaded = uploaded;
    priorDownloaded = downloaded;
    return this;
  }

  Change priorSeeder(int silentSeconds) {
    known = true;
    priorSeeder = true;
    this.silentSeconds = silentSeconds;
    return this;
  }

  Change priorLeecher(int silentSeconds) {
    known = true;
    this.silentSeconds = silentSeconds;
    return this;
  }

  Change dormant() {
    dormant = true;
    return this;
  }

  Change reports(long uploaded, long downloaded) {
    announce.moved(uploaded, downloaded);
    return this;
  }

  Change event(Event event) {
    announce.event(event);
    return this;
  }

  Change seeding() {
    announce.left(0);
    return this;
  }

  Change snatch() {
    snatch = true;
    return seeding();
  }

  /** A debt of 1000 up, 2000 down, 30 s seeding, 40 s leeching and a snatch. */
  Change owing() {
    known = true;
    owes = true;
    return this;
  }

  Change accountedTo(long userNumber, long torrentNumber) {
    this.userNumber = userNumber;
    this.torrentNumber = torrentNumber;
    return this;
  }

  TestAnnounce request() {
    return announce;
  }

  /** Without naming what is left. */
  PeerTransition withoutLeft() {
    TestAnnounce bare = TestAnnounce.of(1).user(7);
    bare.request().clear();
    bare.moved(announce.request().uploaded(), announce.request().downloaded());
    bare.event(announce.request().event());
    InfoHash infoHash = TestAnnounce.infoHash(1);
    infoHash.writeTo(bare.request().infoHash(), 0);
    return of(bare.toSwarmAnnounce(), priorSeeder);
  }

  PeerTransition transition() {
    return of(announce.toSwarmAnnounce(), announce.request().left() == 0);
  }

  private PeerTransition of(SwarmAnnounce swarmAnnounce, boolean seeder) {
    swarmAnnounce.terms().userNumber(userNumber);
    swarmAnnounce.terms().torrentNumber(torrentNumber);
    transition.beginAnnounce(swarmAnnounce);
    fill(seeder);
    return transition;
  }

  PeerTransition leaving(PeerTransition.Cause cause) {
    transition.beginDeparture(
        cause, NOW, 0, 7, TestAnnounce.infoHash(1).toBytes(), TestAnnounce.peerId(1).toBytes());
    known = true;
    fill(priorSeeder);
    return transition;
  }

  private void fill(boolean seeder) {
    if (known) {
      transition.prior(
          priorUploaded,
          priorDownloaded,
          priorSeeder ? 0 : 1000,
          NOW - silentSeconds,
          priorSeeder,
          dormant);
    }
    transition.outcome(seeder, snatch, 0, 0, 3, 4);
    if (owes) {
      transition.debt().set(1000, 2000, 30, 40, true);
    }
  }
}
