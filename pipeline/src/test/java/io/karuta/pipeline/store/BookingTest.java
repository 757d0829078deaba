package io.karuta.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.store.Booking.Outcome;
import org.junit.jupiter.api.Test;

final class BookingTest {

  private final SwarmAnnounce announce = new SwarmAnnounce(new AnnounceRequest());
  private final Booking booking = announce.booking();

  @Test
  void saysWhatWasBooked() {
    booking.taken(1, 2, 3, 4, 5, 6, true);

    assertThat(booking.outcome()).isEqualTo(Outcome.TAKEN);
    assertThat(booking.isTaken()).isTrue();
    assertThat(booking.uploaded()).isEqualTo(1);
    assertThat(booking.downloaded()).isEqualTo(2);
    assertThat(booking.creditedUploaded()).isEqualTo(3);
    assertThat(booking.creditedDownloaded()).isEqualTo(4);
    assertThat(booking.seedSeconds()).isEqualTo(5);
    assertThat(booking.leechSeconds()).isEqualTo(6);
    assertThat(booking.snatch()).isTrue();
  }

  @Test
  void creditsNothingOfWhatIsDeferred() {
    booking.taken(1, 2, 3, 4, 5, 6, true);

    booking.deferred(10, 20, 50, 60, false);

    assertThat(booking.outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(booking.isTaken()).isFalse();
    assertThat(booking.uploaded()).isEqualTo(10);
    assertThat(booking.downloaded()).isEqualTo(20);
    assertThat(booking.creditedUploaded()).isZero();
    assertThat(booking.creditedDownloaded()).isZero();
    assertThat(booking.seedSeconds()).isEqualTo(50);
    assertThat(booking.leechSeconds()).isEqualTo(60);
    assertThat(booking.snatch()).isFalse();
  }

  @Test
  void knowsNothingOfTheNextAnnounce() {
    booking.taken(1, 2, 3, 4, 5, 6, true);

    announce.clear(0);

    assertThat(booking.outcome()).isEqualTo(Outcome.NOT_ACCOUNTED);
    assertThat(booking.uploaded()).isZero();
    assertThat(booking.snatch()).isFalse();
  }
}
