package io.karuta.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.UserId;
import org.junit.jupiter.api.Test;

final class SwarmAnnounceTest {

  @Test
  void namesANumberedUserAsUserIdsDo() {
    SwarmAnnounce announce = new SwarmAnnounce(new AnnounceRequest());

    announce.userOfNumber(1L << 40);

    assertThat(new UserId(announce.userHigh(), announce.userLow()))
        .isEqualTo(UserId.ofNumber(1L << 40));
    assertThat(announce.anonymous()).isFalse();
  }
}
