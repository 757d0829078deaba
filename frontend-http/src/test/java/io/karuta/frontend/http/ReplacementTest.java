package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.testkit.TrackerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An open frontend is given other settings, another logic and other certificates. */
final class ReplacementTest {

  private static final String ANNOUNCE = Samples.announce().toString();

  private final RecordingLogic logic = new RecordingLogic();
  private final RecordingLogic other = new RecordingLogic();

  @TempDir private Path folder;

  @Test
  void handsRequestsOnOpenConnectionsToTheOtherLogic() throws Exception {
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      assertThat(client.get(ANNOUNCE).status()).isEqualTo(200);
      tracker.frontend.prepare(tracker.frontend.config(), other).apply().get(10, TimeUnit.SECONDS);
      assertThat(client.get(ANNOUNCE).status()).isEqualTo(200);

      assertThat(logic.announces).hasSize(1);
      assertThat(other.announces).hasSize(1);
    }
  }

  @Test
  void changesNothingBeforeItIsApplied() {
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      tracker.frontend.prepare(TestConfig.of(Map.of("announce-routes", List.of("/x"))), other);

      assertThat(client.get(ANNOUNCE).status()).isEqualTo(200);
      assertThat(logic.announces).hasSize(1);
    }
  }

  @Test
  void tellsWhenTheLastRequestOfTheOldLogicHasEnded() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    logic
        .waiting()
        .onAnnounce(_ -> {
          entered.countDown();
          await(release);
          ended.set(true);
        });
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient waiting = tracker.connect();
        TrackerClient quick = tracker.connect()) {
      waiting.send(TrackerClient.request(ANNOUNCE));
      await(entered);

      CompletableFuture<Void> over =
          tracker.frontend.prepare(tracker.frontend.config(), other).apply();
      assertThat(quick.get(ANNOUNCE).status()).isEqualTo(200);
      assertThat(over).isNotDone();
      assertThat(other.announces).hasSize(1);

      release.countDown();
      over.get(10, TimeUnit.SECONDS);
      assertThat(ended).isTrue();
      assertThat(waiting.read().status()).isEqualTo(200);
      assertThat(logic.nextObserved()).isNotNull();
    }
  }

  @Test
  void losesNoRequestHoweverOftenItHappens() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    try (RunningFrontend tracker = RunningFrontend.start(new RecordingLogic().forgetting());
        ExecutorService clients = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> served =
          IntStream.range(0, 4)
              .mapToObj(_ -> clients.submit(() -> announceUntil(enough, tracker)))
              .toList();
      for (int i = 0; i < 200; i++) {
        RecordingLogic next = new RecordingLogic().forgetting();
        if (i % 2 == 0) {
          next.waiting();
        }
        tracker.frontend.prepare(tracker.frontend.config(), next).apply().get(10, TimeUnit.SECONDS);
      }
      enough.set(true);

      for (Future<Integer> one : served) {
        assertThat(one.get(10, TimeUnit.SECONDS)).isPositive();
      }
    }
  }

  private static int announceUntil(AtomicBoolean enough, RunningFrontend tracker) {
    int count = 0;
    try (TrackerClient client = tracker.connect()) {
      while (!enough.get()) {
        assertThat(client.get(ANNOUNCE).status()).isEqualTo(200);
        count++;
      }
    }
    return count;
  }

  @Test
  void bringsOtherRoutesAndOtherRules() {
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      HttpConfig next =
          TestConfig.of(
              Map.of(
                  "announce-routes",
                  List.of("/a/{passkey}"),
                  "port-blocklist",
                  List.of(6881),
                  "trusted-proxies",
                  List.of("127.0.0.1")));
      tracker.frontend.prepare(next, logic).apply().join();

      assertThat(client.get(ANNOUNCE).status()).isEqualTo(404);
      String moved = ANNOUNCE.replace("/announce/", "/a/");
      assertThat(client.get(moved).failureReason()).contains("port");
      assertThat(
              client
                  .get(moved.replace("port=6881", "port=6882"), "X-Forwarded-For: 198.51.100.7")
                  .status())
          .isEqualTo(200);
      assertThat(logic.announces.getLast().address()).isEqualTo("198.51.100.7");
    }
  }

  @Test
  void leavesSocketsThreadsAndLimitsAsTheyAre() {
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      HttpConfig open = tracker.frontend.config();
      HttpConfig next =
          TestConfig.of(
              Map.of(
                  "listeners",
                  List.of(Map.of("address", "127.0.0.2", "port", 0)),
                  "io-threads",
                  5,
                  "max-connections",
                  7));
      tracker.frontend.prepare(next, logic).apply().join();

      assertThat(next.hasSocketsOf(open)).isFalse();
      assertThat(tracker.frontend.config()).isEqualTo(open);
      assertThat(tracker.get(ANNOUNCE).status()).isEqualTo(200);
    }
  }

  @Test
  void showsTheRenewedCertificate() throws Exception {
    certificate("ec");
    try (RunningFrontend tracker = RunningFrontend.start(tls(), logic);
        TrackerClient before =
            TrackerClient.connectTls(tracker.address(), TestTls.clientTrusting("ec-certificate"))) {
      assertThat(before.get(ANNOUNCE).status()).isEqualTo(200);

      certificate("rsa");
      tracker.frontend.prepare(tracker.frontend.config(), logic).apply().join();

      try (TrackerClient after =
          TrackerClient.connectTls(tracker.address(), TestTls.clientTrusting("rsa-certificate"))) {
        assertThat(after.get(ANNOUNCE).status()).isEqualTo(200);
      }
      assertThat(before.get(ANNOUNCE).status()).as("an open connection").isEqualTo(200);
      assertThatThrownBy(() ->
              TrackerClient.connectTls(tracker.address(), TestTls.clientTrusting("ec-certificate"))
                  .get(ANNOUNCE))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void refusesACertificateThatCannotBeRead() throws Exception {
    certificate("ec");
    try (RunningFrontend tracker = RunningFrontend.start(tls(), logic)) {
      Files.writeString(folder.resolve("key.pem"), "nonsense");

      assertThatThrownBy(() -> tracker.frontend.prepare(tracker.frontend.config(), other))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("key.pem");
    }
  }

  @Test
  void isRefusedByAFrontendThatWasStopped() {
    RunningFrontend tracker = RunningFrontend.start(logic);
    tracker.close();

    assertThatThrownBy(() -> tracker.frontend.prepare(TestConfig.of(Map.of()), other))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void respondsUnlessAnIoThreadIsHeldUp() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    logic.onAnnounce(_ -> {
      entered.countDown();
      await(release);
    });
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      assertThat(tracker.frontend.responds(Duration.ofSeconds(10))).isTrue();

      client.send(TrackerClient.request(ANNOUNCE));
      await(entered);
      assertThat(tracker.frontend.responds(Duration.ofMillis(50))).isFalse();

      release.countDown();
      assertThat(client.read().status()).isEqualTo(200);
      assertThat(tracker.frontend.responds(Duration.ofSeconds(10))).isTrue();
    }
  }

  private void certificate(String kind) throws IOException {
    for (String part : List.of("certificate", "key")) {
      Files.copy(
          TestTls.file(kind + "-" + part),
          folder.resolve(part + ".pem"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Map<String, ?> tls() {
    return Map.of(
        "listeners",
        List.of(
            Map.of(
                "address",
                "127.0.0.1",
                "port",
                0,
                "tls",
                Map.of(
                    "certificate",
                    folder.resolve("certificate.pem").toString(),
                    "private-key",
                    folder.resolve("key.pem").toString()))));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
