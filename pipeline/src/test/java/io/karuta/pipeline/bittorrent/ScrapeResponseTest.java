package io.karuta.pipeline.bittorrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScrapeResponseTest {

  private final ScrapeResponse response = new ScrapeResponse();

  @Test
  void leavesOutRowsThatNobodyFilled() {
    response.reset(2);

    response.set(1, 2, 3, 4, 1);

    assertThat(response.present(0)).isFalse();
    assertThat(response.present(1)).isTrue();
    assertThat(response.complete(1)).isEqualTo(2);
    assertThat(response.incomplete(1)).isEqualTo(3);
    assertThat(response.downloaded(1)).isEqualTo(4);
    assertThat(response.downloaders(1)).isEqualTo(1);
  }

  @Test
  void leavesOutAnOmittedRowThoughItIsFilledLater() {
    response.reset(2);

    response.omit(0);
    response.set(0, 1, 1, 1, 1);
    response.set(1, 1, 1, 1, 1);
    response.omit(1);

    assertThat(response.omitted(0)).isTrue();
    assertThat(response.present(0)).isFalse();
    assertThat(response.present(1)).isFalse();
  }

  @Test
  void keepsTheDownloadsThatWereSaidBefore() {
    response.reset(2);

    response.downloaded(0, 70);
    response.set(0, 1, 1, 5, 1);
    response.set(1, 1, 1, 5, 1);
    response.downloaded(1, 80);

    assertThat(response.downloaded(0)).isEqualTo(70);
    assertThat(response.downloaded(1)).isEqualTo(80);
    assertThat(response.present(0)).isTrue();
  }

  @Test
  void leavesOutARowOfWhichOnlyTheDownloadsAreKnown() {
    response.reset(1);

    response.downloaded(0, 70);

    assertThat(response.present(0)).isFalse();
  }

  @Test
  void forgetsEverythingWhenItIsReset() {
    response.reset(1);
    response.omit(0);
    response.downloaded(0, 70);

    response.reset(100);
    for (int row = 0; row < 100; row++) {
      response.set(row, 1, 1, 5, 1);
    }

    assertThat(response.present(0)).isTrue();
    assertThat(response.downloaded(0)).isEqualTo(5);
    assertThat(response.present(99)).isTrue();
  }
}
