package io.karuta.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.registry.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomeTextTest {

  @Test
  void countsRuns() {
    List<Outcome> outcomes =
        List.of(
            Outcome.CREATED,
            Outcome.CREATED,
            Outcome.refused("absent"),
            Outcome.conflict("torrent_id"),
            Outcome.conflict("torrent_id"),
            Outcome.conflict("passkey"));

    String text = OutcomeText.write(outcomes);

    assertThat(text).isEqualTo("CREATED*2 REFUSED:absent CONFLICT:torrent_id*2 CONFLICT:passkey");
    assertThat(OutcomeText.read(text)).isEqualTo(outcomes);
  }

  @Test
  void knowsTheEmptyList() {
    assertThat(OutcomeText.read(OutcomeText.write(List.of()))).isEmpty();
  }

  @Test
  void readsWhatItWrote() {
    Random random = new Random(7);
    Outcome[] some = {
      Outcome.CREATED,
      Outcome.REPLACED,
      Outcome.REMOVED,
      Outcome.UNCHANGED,
      Outcome.NOT_APPLIED,
      Outcome.refused("etag"),
      Outcome.refused(""),
      Outcome.conflict("passkey")
    };
    for (int round = 0; round < 1_000; round++) {
      List<Outcome> outcomes = new ArrayList<>();
      int count = random.nextInt(30);
      for (int i = 0; i < count; i++) {
        outcomes.add(some[random.nextInt(1 + random.nextInt(some.length))]);
      }
      assertThat(OutcomeText.read(OutcomeText.write(outcomes))).isEqualTo(outcomes);
    }
  }
}
