package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.PeerTransition.Cause;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.pipeline.store.TakenChange;
import io.karuta.testkit.FakeClock;
import org.junit.jupiter.api.Test;

/** What the journal of the accounting does once more after a crash. */
interface RedoContract extends StoreSubject {

  private static TakenChange change(int peer, Event event, int seconds, long uploaded, long left) {
    return change(Cause.ANNOUNCED, peer, event, seconds, uploaded, left);
  }

  private static TakenChange change(
      Cause cause, int peer, Event event, int seconds, long uploaded, long left) {
    return new TakenChange(
        TestAnnounce.infoHash(1),
        TestAnnounce.userId(peer),
        TestAnnounce.peerId(peer),
        cause,
        event,
        FakeClock.START_SECOND + seconds,
        uploaded,
        2 * uploaded,
        left);
  }

  @Test
  default void bringsARecordThatMissedAChangeUpToDate() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).moved(10, 20).left(5).to(store());

    for (int twice = 0; twice < 2; twice++) {
      store().redo(change(1, Event.NONE, 60, 30, 0));
    }

    assertThat(counts(1)).containsExactly(1L, 0L, 0L, 1L);
    TestAnnounce.of(1).moved(31, 61).left(0).after(90).sink(sink).to(store());
    RecordingSink.Offered offered = sink.only();
    assertThat(offered.priorUploaded()).isEqualTo(30);
    assertThat(offered.priorDownloaded()).isEqualTo(60);
    assertThat(offered.priorSeenSecond()).isEqualTo(FakeClock.START_SECOND + 60);
    assertThat(offered.snatch()).isFalse();
  }

  @Test
  default void leavesANewerRecordAlone() {
    TestAnnounce.of(1).moved(100, 0).after(90).to(store());

    store().redo(change(1, Event.NONE, 60, 30, 0));
    store().redo(change(1, Event.STOPPED, 60, 30, 0));

    assertThat(onlyPeer(1).uploaded()).isEqualTo(100);
    assertThat(onlyPeer(1).seeder()).isFalse();
  }

  @Test
  default void makesARecordThatIsMissingADormantOne() {
    RecordingSink sink = new RecordingSink();
    store().redo(change(1, Event.STARTED, 60, 30, 5));
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 0, 1));
    assertThat(onlyPeer(1).endpoints()).isEmpty();

    TestAnnounce.of(1).moved(40, 60).left(5).after(90).sink(sink).to(store());

    assertThat(sink.only().priorUploaded()).isEqualTo(30);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 1, 0));
  }

  @Test
  default void removesARecordWhoseStopWasTaken() {
    TestAnnounce.of(1).to(store());

    store().redo(change(1, Event.STOPPED, 60, 30, 5));
    store().redo(change(1, Event.STOPPED, 60, 30, 5));

    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }

  @Test
  default void clearsADebtThatWasTaken() {
    RecordingSink sink = new RecordingSink();
    sink.refuse(true);
    TestAnnounce.of(1).to(store());
    TestAnnounce.of(1).moved(10, 20).after(60).sink(sink).to(store());
    sink.refuse(false);
    sink.drain();

    store().redo(change(Cause.EXPIRED, 1, Event.NONE, 4000, 10, 5));

    TestAnnounce.of(1).moved(10, 20).after(4060).sink(sink).to(store());
    assertThat(sink.only().debt()).isEqualTo(RecordingSink.Owed.NOTHING);
  }

  @Test
  default void turnsARecordDormantWhoseExpiryWasTaken() {
    TestAnnounce.of(1).moved(10, 20).to(store());

    for (int twice = 0; twice < 2; twice++) {
      store().redo(change(Cause.EXPIRED, 1, Event.NONE, 4000, 10, 5));
    }

    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 0, 1));
    assertThat(onlyPeer(1).uploaded()).isEqualTo(10);
  }

  @Test
  default void removesADepartedRecordWhoseDebtWasTaken() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).to(store());
    sink.refuse(true);
    TestAnnounce.of(1).moved(10, 20).event(Event.STOPPED).sink(sink).to(store());

    store().redo(change(Cause.RETRIED, 1, Event.NONE, 60, 10, 5));

    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }
}
