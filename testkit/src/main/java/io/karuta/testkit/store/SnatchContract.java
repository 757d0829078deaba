package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import org.junit.jupiter.api.Test;

/** When a torrent counts as downloaded to the end. */
interface SnatchContract extends StoreSubject {

  @Test
  default void countsALeecherThatLacksNothingAnyMore() {
    TestAnnounce.of(1).left(5).to(store());

    assertThat(TestAnnounce.of(1).left(0).to(store()).snatches()).isEqualTo(1);
  }

  @Test
  default void countsAPeerOnceHoweverOftenItCompletes() {
    TestAnnounce.of(1).left(5).to(store());
    for (int round = 0; round < 3; round++) {
      TestAnnounce.of(1).left(0).event(Event.COMPLETED).to(store());
      TestAnnounce.of(1).left(5).to(store());
    }

    assertThat(counts(1)).containsExactly(0L, 1L, 0L, 1L);
  }

  @Test
  default void countsAnUnknownPeerThatHasJustCompleted() {
    assertThat(TestAnnounce.of(1).left(0).event(Event.COMPLETED).to(store()).snatches())
        .isEqualTo(1);
  }

  @Test
  default void countsNoSeederThatSaysCompletedOnceMore() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).left(0).to(store());

    TestAnnounce.of(1).left(0).event(Event.COMPLETED).sink(sink).to(store());

    assertThat(sink.only().snatch()).isFalse();
    assertThat(counts(1)).containsExactly(1L, 0L, 0L, 0L);
  }

  @Test
  default void countsNoUnknownSeederAndNoCompletedThatLacksSomething() {
    TestAnnounce.of(1).peer(1).left(0).to(store());
    TestAnnounce.of(1).peer(2).left(7).event(Event.COMPLETED).to(store());

    assertThat(counts(1)).containsExactly(1L, 1L, 0L, 0L);
  }

  @Test
  default void countsALeecherThatStopsWithNothingLeft() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).peer(1).left(5).to(store());
    TestAnnounce.of(1).peer(2).left(5).to(store());

    TestAnnounce.of(1).peer(1).left(0).event(Event.STOPPED).sink(sink).to(store());

    assertThat(sink.only().snatch()).isTrue();
    assertThat(counts(1)).containsExactly(0L, 1L, 0L, 1L);
  }

  @Test
  default void accountsButDoesNotCountAHiddenSnatch() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).left(5).hidden().to(store());

    TestAnnounce.of(1).left(0).hidden().sink(sink).to(store());

    assertThat(sink.only().snatch()).isTrue();
    assertThat(counts(1)).containsExactly(0L, 0L, 0L, 0L);
  }
}
