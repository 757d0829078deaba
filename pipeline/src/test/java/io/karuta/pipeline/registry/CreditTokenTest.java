package io.karuta.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CreditTokenTest {

  @Test
  void countsUntilItExpires() {
    CreditToken token = new CreditToken(7, 70, 100, 0, 1000);

    assertThat(token.countsAt(999)).isTrue();
    assertThat(token.countsAt(1000)).isFalse();
    assertThat(new CreditToken(7, 70, 100, 0, 0).countsAt(Long.MAX_VALUE)).isTrue();
  }

  @Test
  void knowsItsRanges() {
    assertThat(new CreditToken(1, 1, 100, 100, 0).expiresSecond()).isZero();
    assertThat(new CreditToken(1, Long.MAX_VALUE, 1000, 0, Long.MAX_VALUE).uploadPercent())
        .isEqualTo(1000);

    refused(0, 1, 100, 0, 0, "token of user 0 for torrent 1 (expected: numbers of 1 or more)");
    refused(1, -1, 100, 0, 0, "token of user 1 for torrent -1 (expected: numbers of 1 or more)");
    refused(1, 1, 99, 0, 0, "upload percent of token: 99 (expected: 100 to 1000)");
    refused(1, 1, 1001, 0, 0, "upload percent of token: 1001 (expected: 100 to 1000)");
    refused(1, 1, 100, -1, 0, "download percent of token: -1 (expected: 0 to 100)");
    refused(1, 1, 100, 101, 0, "download percent of token: 101 (expected: 0 to 100)");
    refused(1, 1, 100, 0, -1, "expiry of token: -1 (expected: 0 or more seconds since 1970)");
  }

  private static void refused(
      long user, long torrent, int upload, int download, long expires, String message) {
    assertThatThrownBy(() -> new CreditToken(user, torrent, upload, download, expires))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
