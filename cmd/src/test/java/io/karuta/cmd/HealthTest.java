package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.control.TrackerHealth.Part;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HealthTest {

  private final AtomicLong depth = new AtomicLong();

  private final Health health =
      new Health(
          new FakeRegistry(),
          ModelPeerStore.create(),
          1000,
          Optional.empty(),
          Optional.of(new Health.Ring(depth::get, 1000)));

  private Part part(String name) {
    return health.parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hasTheSamePartsInTheSameOrder() {
    assertThat(health.parts().stream().map(Part::name))
        .isEqualTo(List.of("listeners", "registry", "database", "delta-ring", "swarm-store"));
  }

  @Test
  void isReadyFromTheOpenListenersToTheBeginOfTheStop() {
    assertThat(part("listeners")).isEqualTo(new Part("listeners", false, "not open yet"));

    health.listening(2);
    assertThat(health.parts()).allMatch(Part::ready);
    assertThat(part("listeners").detail()).isEqualTo("2 open");

    health.stopping();
    assertThat(part("listeners")).isEqualTo(new Part("listeners", false, "stopping"));
  }

  @Test
  void isNotReadyWhenTheRingIsAlmostFull() {
    depth.set(949);
    assertThat(part("delta-ring"))
        .isEqualTo(new Part("delta-ring", true, "949 of 1000 slots used"));

    depth.set(950);
    assertThat(part("delta-ring").ready()).isFalse();
  }
}
