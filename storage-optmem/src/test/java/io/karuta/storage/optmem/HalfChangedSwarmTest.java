package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import net.openhft.chronicle.map.ChronicleMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill in the middle of a change leaves, made by hand, and what becomes of it. */
final class HalfChangedSwarmTest {

  private static final int PEERS = 200;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void fillAFile() {
    file = folder.resolve("swarms");
    try (OptmemStore store = open()) {
      for (int peer = 0; peer < PEERS; peer++) {
        TestAnnounce.of(1).peer(peer).left(peer % 2).moved(peer, peer).to(store);
        TestAnnounce.of(2 + peer).peer(peer).left(peer % 2).to(store);
      }
    }
  }

  private OptmemStore open() {
    OptmemConfig config =
        new OptmemConfig(
            Optional.of(file), 2000, 2000, Duration.ofMinutes(45), Duration.ofDays(21));
    return OptmemStore.open(config, new FakeClock(), MetricsSink.none());
  }

  private void damage(BiConsumer<SwarmMap, Session> how) throws IOException {
    try (ChronicleMap<byte[], byte[]> chronicle = MapBuilder.open(file.toFile())) {
      SwarmMap map = new SwarmMap(chronicle);
      TagHash tagHash = Meta.read(map, "test").tagHash();
      Session session = new Session(map, tagHash, new Totals(), 0);
      assertThat(session.swarm.bind(TestAnnounce.infoHash(1).toBytes(), 0)).isTrue();
      how.accept(map, session);
      assertThat(new Verifier().problem(session)).isPresent();
      session.key.release();
    }
    Files.createFile(folder.resolve("swarms.open"));
  }

  private void assertAllThere() {
    try (OptmemStore store = open()) {
      assertThat(store.verify()).isEmpty();
      assertThat(store.totals()).isEqualTo(new StoreTotals(1 + PEERS, PEERS, PEERS, 0));
      for (int peer = 0; peer < PEERS; peer++) {
        TestAnnounce.Reply reply = TestAnnounce.of(1).peer(peer).left(peer % 2).to(store);
        assertThat(reply.known()).isTrue();
      }
    }
  }

  @Test
  void putsARecordRightThatWasOnItsWayToAnotherGroup() throws IOException {
    damage((map, session) -> {
      PeerRecord free = new PeerRecord();
      session.swarm.locate(PEERS, free);
      session.swarm.locate(PEERS - 1, session.record);
      free.copyFrom(session.record);
      PeerRecord other = new PeerRecord();
      session.swarm.locate(0, other);
      session.record.copyFrom(other);
    });

    assertAllThere();
  }

  @Test
  void countsAnewWhereTheCountsAreWrong() throws IOException {
    damage((map, session) -> {
      Region head = head(map, session);
      head.putInt(Layout.HEAD_GROUPS + 4, head.intAt(Layout.HEAD_GROUPS + 4) - 1);
      head.putInt(Layout.HEAD_PARTIAL_SEEDS, 7);
    });

    assertAllThere();
  }

  @Test
  void buildsAnIndexAnewThatHasLostABucket() throws IOException {
    damage((map, session) -> {
      session.key.part(Layout.INDEX_PART | 1);
      map.remove(session.key);
    });

    assertAllThere();
  }

  @Test
  void buildsASwarmAnewWhoseHeadMissesAPage() throws IOException {
    damage((map, session) -> head(map, session).putInt(Layout.HEAD_PAGES, 2));

    assertAllThere();
  }

  private static Region head(SwarmMap map, Session session) {
    Region head = new Region();
    session.key.part(0);
    assertThat(map.find(session.key, head)).isTrue();
    return head;
  }
}
