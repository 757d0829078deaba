package io.karuta.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.control.AnnounceTraces;
import io.karuta.pipeline.control.AnnounceTraces.Traced;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.TrackerClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TracedUsersTest {

  private static final int NOW = 1_800_000_000;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final FailureReason NO = FailureReason.of("ratio-too-low", "your ratio is low");

  private final AtomicInteger nowSecond = new AtomicInteger(NOW);
  private final TracedUsers traces =
      new TracedUsers(
          new TrackerClock() {
            @Override
            public int nowSecond() {
              return nowSecond.get();
            }

            @Override
            public long nanoTime() {
              return 0;
            }
          });

  /** Knows the user by the port, and refuses who has uploaded nothing. */
  private Pipeline pipeline(HookSpec... more) {
    List<HookSpec> hooks = new ArrayList<>();
    hooks.add(
        Chains.inline(
            "passkey",
            exchange -> {
              long number = exchange.request().port();
              exchange.attributes().set(StandardAttributes.USER, User.of(number, "key", "name"));
              return Verdict.PROCEED;
            }));
    hooks.add(Chains.inline("ratio", e -> e.request().uploaded() == 0 ? NO : Verdict.PROCEED));
    hooks.addAll(List.of(more));
    return Pipeline.start(
        Chains.SETTINGS, Chains.environment(new Counts()), traces, hooks, List.of());
  }

  private void announce(Pipeline pipeline, AnnounceExchange exchange, int user, long uploaded) {
    exchange.begin(nowSecond.get(), 1800, 900);
    exchange.request().port(user);
    exchange.request().uploaded(uploaded);
    if (!pipeline.announce(exchange)) {
      pipeline.finishAnnounce(exchange);
    }
  }

  private void announce(Pipeline pipeline, int user, long uploaded) {
    announce(pipeline, new AnnounceExchange(), user, uploaded);
  }

  @Test
  void notesNothingOfAnybodyWhoIsNotTraced() {
    Pipeline pipeline = pipeline();
    announce(pipeline, 7, 1);
    assertThat(traces.isActive()).isFalse();

    assertThat(traces.start(8, 10, HOUR)).isTrue();
    announce(pipeline, 7, 1);

    assertThat(traces.of(7)).isEmpty();
    assertThat(traces.of(8)).contains(List.of());
  }

  @Test
  void notesWhatAnAnnounceSaidAndGot() {
    Pipeline pipeline = pipeline();
    traces.start(7, 10, HOUR);
    AnnounceExchange exchange = new AnnounceExchange();
    exchange.begin(NOW, 1800, 900);
    exchange.request().port(7);
    exchange.request().uploaded(1);
    exchange.request().downloaded(2);
    exchange.request().left(3);
    exchange.request().event(Event.STARTED);
    exchange.request().address().connectedFrom(new byte[] {(byte) 192, 0, 2, 1});
    byte[] peerId = "-TR300Z-\u0001% 123456789".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(peerId, 0, exchange.request().peerId(), 0, 20);
    exchange.response().ipv4Peers().addIpv4(1, 1);
    exchange.response().ipv6Peers().addIpv6(1, 1, 1);

    pipeline.announce(exchange);

    Traced traced = traces.of(7).orElseThrow().getFirst();
    assertThat(traced.second()).isEqualTo(NOW);
    assertThat(traced.infoHash().toBytes()).isEqualTo(exchange.request().infoHash());
    assertThat(traced.event()).isEqualTo("started");
    assertThat(traced.address()).isEqualTo("192.0.2.1:7");
    assertThat(traced.peerId()).isEqualTo("-TR300Z-%01%25%20123456789");
    assertThat(traced.uploaded()).isEqualTo(1);
    assertThat(traced.downloaded()).isEqualTo(2);
    assertThat(traced.left()).isEqualTo(3);
    assertThat(traced.outcome()).isEqualTo("served");
    assertThat(traced.message()).isEmpty();
    assertThat(traced.hook()).isEmpty();
    assertThat(traced.peers()).isEqualTo(2);
    assertThat(traced.micros()).isNotNegative();
  }

  @Test
  void saysWhichHookRefusedAndWhatTheClientWasTold() {
    Pipeline pipeline = pipeline();
    traces.start(7, 10, HOUR);

    announce(pipeline, 7, 0);

    Traced traced = traces.of(7).orElseThrow().getFirst();
    assertThat(traced.outcome()).isEqualTo("ratio-too-low");
    assertThat(traced.message()).isEqualTo("your ratio is low");
    assertThat(traced.hook()).isEqualTo("ratio");
    assertThat(traced.peers()).isZero();
  }

  @Test
  void notesOnceWhatWaitedAndSaysWhichHookRefusedIt() {
    Pipeline pipeline =
        pipeline(
            Chains.blocking("slow", _ -> Verdict.PROCEED),
            Chains.inline("late", e -> e.request().uploaded() == 1 ? NO : Verdict.PROCEED));
    traces.start(7, 10, HOUR);

    announce(pipeline, 7, 1);
    announce(pipeline, 7, 2);

    assertThat(traces.of(7).orElseThrow().stream().map(t -> t.outcome() + " " + t.hook()))
        .containsExactly("served ", "ratio-too-low late");
  }

  @Test
  void blamesAHookThatThrows() {
    Pipeline pipeline =
        pipeline(
            Chains.inline(
                "bad",
                _ -> {
                  throw new IllegalStateException("broken");
                }));
    traces.start(7, 10, HOUR);

    announce(pipeline, 7, 1);

    Traced traced = traces.of(7).orElseThrow().getFirst();
    assertThat(traced.outcome()).isEqualTo("internal-error");
    assertThat(traced.hook()).isEqualTo("bad");
  }

  @Test
  void keepsTheLastOnesTheLatestFirst() {
    Pipeline pipeline = pipeline();
    traces.start(7, 3, HOUR);

    for (int i = 1; i <= 10; i++) {
      announce(pipeline, 7, i);
    }

    assertThat(traces.of(7).orElseThrow().stream().map(Traced::uploaded))
        .containsExactly(10L, 9L, 8L);
  }

  @Test
  void endsByTimeAndLeavesNothingBehind() {
    Pipeline pipeline = pipeline();
    traces.start(7, 3, HOUR);
    announce(pipeline, 7, 1);

    nowSecond.addAndGet(3600);

    assertThat(traces.of(7)).isEmpty();
    announce(pipeline, 9, 1);
    assertThat(traces.isActive()).isFalse();
    assertThat(traces.stop(7)).isFalse();
  }

  @Test
  void stopsWhenAskedAndStartsAnew() {
    Pipeline pipeline = pipeline();
    traces.start(7, 3, HOUR);
    traces.start(8, 3, HOUR);
    announce(pipeline, 7, 1);

    assertThat(traces.stop(7)).isTrue();
    assertThat(traces.stop(7)).isFalse();
    assertThat(traces.of(7)).isEmpty();
    assertThat(traces.of(8)).isPresent();
    assertThat(traces.start(7, 3, HOUR)).isTrue();
    assertThat(traces.of(7)).contains(List.of());
    assertThat(traces.stop(8)).isTrue();
    assertThat(traces.stop(7)).isTrue();
    assertThat(traces.isActive()).isFalse();
  }

  @Test
  void hasRoomForSoManyUsersAndAgainWhenOneHasEnded() {
    for (int user = 1; user <= AnnounceTraces.MAX_TRACED; user++) {
      assertThat(traces.start(user, 1, user == 1 ? Duration.ofMinutes(1) : HOUR)).isTrue();
    }
    assertThat(traces.start(1000, 1, HOUR)).isFalse();
    assertThat(traces.start(50, 1, HOUR)).isTrue();

    nowSecond.addAndGet(60);

    assertThat(traces.start(1000, 1, HOUR)).isTrue();
    assertThat(traces.of(1)).isEmpty();
  }

  @Test
  void refusesToKeepMoreThanItSays() {
    assertThatThrownBy(() -> traces.start(7, 1001, HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("announces: 1001 (expected: 1 to 1000)");
    assertThatThrownBy(() -> traces.start(7, 0, HOUR)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void losesNothingWhileOthersStartAndStop() throws InterruptedException {
    Pipeline pipeline = pipeline();
    traces.start(7, 1000, HOUR);
    AtomicBoolean done = new AtomicBoolean();
    Thread changing =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; !done.get(); i++) {
                traces.start(100 + i % 50, 5, HOUR);
                traces.stop(100 + (i + 25) % 50);
              }
            });
    Thread[] announcing = new Thread[4];
    for (int t = 0; t < announcing.length; t++) {
      int first = 1 + 250 * t;
      announcing[t] =
          Thread.ofPlatform()
              .start(() -> {
                AnnounceExchange exchange = new AnnounceExchange();
                for (int i = 0; i < 250; i++) {
                  announce(pipeline, exchange, 7, first + i);
                  announce(pipeline, exchange, 100 + i % 50, 1);
                }
              });
    }
    for (Thread thread : announcing) {
      thread.join();
    }
    done.set(true);
    changing.join();

    assertThat(traces.of(7).orElseThrow().stream().map(Traced::uploaded).distinct()).hasSize(1000);
  }
}
