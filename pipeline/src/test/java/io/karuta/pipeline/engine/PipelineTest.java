package io.karuta.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.PostHook;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.pipeline.store.AccountingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class PipelineTest {

  private static final FailureReason NO = FailureReason.of("no", "no");

  private final Counts counts = new Counts();
  private final AnnounceExchange exchange = new AnnounceExchange();
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsHooksInTheOrderOfTheList() {
    Pipeline pipeline = pipeline(Chains.SETTINGS, passing("a"), passing("b"), passing("c"));

    boolean complete = announce(pipeline);

    assertThat(complete).isTrue();
    assertThat(ran).containsExactly("a", "b", "c");
    assertThat(exchange.verdict()).isEqualTo(Verdict.PROCEED);
  }

  @Test
  void endsAtTheFirstRefusalAndCountsIt() {
    Pipeline pipeline =
        pipeline(Chains.SETTINGS, passing("a"), Chains.inline("gate", _ -> NO), passing("c"));

    boolean complete = announce(pipeline);

    assertThat(complete).isTrue();
    assertThat(ran).containsExactly("a");
    assertThat(exchange.verdict()).isSameAs(NO);
    assertThat(counts.of("hook-refusals,hook,gate")).hasValue(1);
  }

  @Test
  void tellsClientsIntervalsThatWereChangedSinceTheAnnounceBefore() {
    AtomicReference<RuntimeSettings.Values> values =
        new AtomicReference<>(Chains.SETTINGS.values());
    RuntimeSettings changing =
        new RuntimeSettings() {
          @Override
          public Values current() {
            return values.get();
          }

          @Override
          public Values change(Edit edit) {
            throw new UnsupportedOperationException();
          }
        };
    Pipeline pipeline =
        Pipeline.start(Chains.SETTINGS, Chains.environment(counts, changing), List.of(), List.of());
    announce(pipeline);

    values.set(new RuntimeSettings.Values(600, 300, 100, 100, 0));
    announce(pipeline);

    assertThat(exchange.response().intervalSeconds()).isEqualTo(600);
    assertThat(exchange.response().minIntervalSeconds()).isEqualTo(300);
  }

  @Test
  void tellsClientsTheConfiguredIntervals() {
    Pipeline pipeline = pipeline(Chains.SETTINGS, passing("a"));

    announce(pipeline);

    assertThat(exchange.response().intervalSeconds()).isEqualTo(1800);
    assertThat(exchange.response().minIntervalSeconds()).isEqualTo(900);
  }

  @Test
  void refusesWithAFixedTextWhenAHookThrows() {
    Pipeline pipeline = pipeline(Chains.SETTINGS, throwing("bad"), passing("b"));

    announce(pipeline);
    announce(pipeline);

    assertThat(exchange.verdict())
        .isInstanceOfSatisfying(
            FailureReason.class,
            reason -> assertThat(reason.text()).isEqualTo("internal tracker error"));
    assertThat(ran).isEmpty();
    assertThat(counts.of("hook-errors,hook,bad")).hasValue(2);
  }

  @Test
  void goesOnWhenAHookThrowsWhoseErrorsTheOperatorLetsPass() {
    Pipeline pipeline =
        pipeline(Chains.SETTINGS, Chains.proceedingOnError(throwing("bad")), passing("b"));

    announce(pipeline);

    assertThat(exchange.verdict()).isEqualTo(Verdict.PROCEED);
    assertThat(ran).containsExactly("b");
  }

  @Test
  void handsTheRestOfTheChainOverOnceAtTheFirstHookThatMayWait() throws Exception {
    List<Thread> threads = new ArrayList<>();
    HookSpec notesThread =
        Chains.inline(
            "note",
            _ -> {
              threads.add(Thread.currentThread());
              return Verdict.PROCEED;
            });
    HookSpec waits =
        Chains.blocking(
            "wait",
            _ -> {
              threads.add(Thread.currentThread());
              return Verdict.PROCEED;
            });
    Pipeline pipeline = pipeline(Chains.SETTINGS, notesThread, waits, waits, notesThread);

    boolean complete = announce(pipeline);
    finish(pipeline);

    assertThat(complete).isFalse();
    assertThat(threads).hasSize(4);
    assertThat(threads.get(0)).isSameAs(Thread.currentThread());
    assertThat(threads.get(1).isVirtual()).isTrue();
    assertThat(threads.subList(1, 4)).containsOnly(threads.get(1));
  }

  @Test
  void refusesAsBusyWhenNoPermitIsLeftAndTakesTheNextOnceOneIsBack() throws Exception {
    Pipeline pipeline = pipeline(Chains.SETTINGS, Chains.blocking("wait", _ -> Verdict.PROCEED));
    AnnounceExchange second = new AnnounceExchange();
    announce(pipeline);

    pipeline.begin(second);
    boolean secondComplete = pipeline.announce(second);

    assertThat(secondComplete).isTrue();
    assertThat(second.verdict())
        .isInstanceOfSatisfying(
            FailureReason.class,
            reason -> {
              assertThat(reason.text()).isEqualTo("tracker busy");
              assertThat(reason.retryInMinutes()).isEqualTo(1);
            });
    assertThat(counts.of("blocking-refusals,cause,no-permit")).hasValue(1);

    finish(pipeline);

    pipeline.begin(second);
    assertThat(pipeline.announce(second)).isFalse();
  }

  @Test
  void givesThePermitBackWhenAHookThrows() throws Exception {
    Pipeline pipeline =
        pipeline(
            Chains.SETTINGS,
            Chains.blocking(
                "bad",
                _ -> {
                  throw new IllegalStateException("broken");
                }));

    for (int i = 0; i < 3; i++) {
      assertThat(announce(pipeline)).isFalse();
      finish(pipeline);
    }

    assertThat(counts.of("hook-errors,hook,bad")).hasValue(3);
  }

  @Test
  void timesTheHooksOfOneAnnounceInSoMany() {
    PipelineSettings settings =
        new PipelineSettings(Chains.SETTINGS.values(), 1, Duration.ofDays(1), 4);
    FailureReason no = FailureReason.of("no", "no");
    Pipeline pipeline =
        Chains.pipeline(
            settings,
            counts,
            Chains.inline("first", _ -> Verdict.PROCEED),
            Chains.inline("refuses", _ -> no),
            Chains.inline("never", _ -> Verdict.PROCEED));

    for (int i = 0; i < 40; i++) {
      announce(pipeline);
    }

    assertThat(counts.of("hook-duration,hook,first")).hasValue(10);
    assertThat(counts.of("hook-duration,hook,refuses")).hasValue(10);
    assertThat(counts.of("hook-duration,hook,never")).hasValue(0);
  }

  @Test
  void timesHooksThatWaitToo() throws Exception {
    PipelineSettings settings =
        new PipelineSettings(Chains.SETTINGS.values(), 1, Duration.ofDays(1), 1);
    Pipeline pipeline =
        Chains.pipeline(settings, counts, Chains.blocking("waits", _ -> Verdict.PROCEED));

    assertThat(announce(pipeline)).isFalse();
    finish(pipeline);

    assertThat(counts.of("hook-duration,hook,waits")).hasValue(1);
  }

  @Test
  void interruptsAHookAtTheDeadlineAndNeverEntersTheSwarmAfterIt() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean entered = new AtomicBoolean();
    HookSpec swallowsTheInterrupt =
        Chains.blocking(
            "slow",
            _ -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                // a hook that ignores interrupts, as foreign code does
              }
              return Verdict.PROCEED;
            });
    HookSpec swarm =
        Chains.spec(
            new RecordingOptions(),
            "swarm",
            new HookTraits(HookStage.ENTER_SWARM, HookTraits.deciding().mode(), Set.of(), Set.of()),
            Chains.preHook(_ -> {
              entered.set(true);
              return Verdict.PROCEED;
            }));
    PipelineSettings impatient =
        new PipelineSettings(Chains.SETTINGS.values(), 1, Duration.ofMillis(20), 0);
    Pipeline pipeline = pipeline(impatient, swallowsTheInterrupt, swarm);

    announce(pipeline);
    finish(pipeline);

    assertThat(entered).isFalse();
    assertThat(exchange.verdict()).hasToString("tracker-busy");
    assertThat(counts.of("blocking-refusals,cause,deadline")).hasValue(1);
  }

  @Test
  void showsObserversEveryAnnounceAndSurvivesTheirFaults() {
    AtomicReference<Verdict> seen = new AtomicReference<>();
    PostHook faulty =
        _ -> {
          throw new IllegalStateException("broken");
        };
    PostHook observer = announced -> seen.set(announced.verdict());
    RecordingOptions options = new RecordingOptions();
    Pipeline pipeline =
        Pipeline.start(
            Chains.SETTINGS,
            Chains.environment(counts),
            List.of(Chains.inline("gate", _ -> NO)),
            List.of(
                Chains.spec(options, "faulty", HookTraits.deciding(), faulty),
                Chains.spec(options, "observer", HookTraits.deciding(), observer)));

    announce(pipeline);
    pipeline.afterAnnounce(exchange);

    assertThat(seen.get()).isSameAs(NO);
    assertThat(counts.of("hook-errors,hook,faulty")).hasValue(1);
  }

  @Test
  void stopsTheHooksAlreadyStartedWhenALaterOneCannotStart() {
    PreHook first = lifecycle("first", false);
    PreHook second = lifecycle("second", true);
    RecordingOptions options = new RecordingOptions();

    assertThatThrownBy(() ->
            pipeline(
                Chains.SETTINGS,
                Chains.spec(options, "first", HookTraits.deciding(), first),
                Chains.spec(options, "second", HookTraits.deciding(), second)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hook second");

    assertThat(ran).containsExactly("start first", "start second", "stop first");
  }

  @Test
  void makesARowPerInfoHashBeforeTheFirstHookSeesAScrape() {
    ScrapeExchange scrape = new ScrapeExchange();
    AtomicReference<Integer> rows = new AtomicReference<>();
    PreHook hook =
        new PreHook() {
          @Override
          public Verdict onAnnounce(AnnounceExchange announced) {
            return Verdict.PROCEED;
          }

          @Override
          public Verdict onScrape(ScrapeExchange scraped) {
            rows.set(scraped.response().count());
            return NO;
          }
        };
    Pipeline pipeline =
        pipeline(
            Chains.SETTINGS,
            Chains.spec(new RecordingOptions(), "rows", HookTraits.deciding(), hook));

    pipeline.begin(scrape);
    scrape.request().reserveInfoHash();
    scrape.request().reserveInfoHash();
    boolean complete = pipeline.scrape(scrape);

    assertThat(complete).isTrue();
    assertThat(rows.get()).isEqualTo(2);
    assertThat(scrape.verdict()).isSameAs(NO);
  }

  @Test
  void hasNoSinkWithoutAnAccountingHook() {
    assertThat(pipeline(Chains.SETTINGS, passing("a")).accountingSink())
        .isSameAs(AccountingSink.NONE);
  }

  private boolean announce(Pipeline pipeline) {
    pipeline.begin(exchange);
    return pipeline.announce(exchange);
  }

  private void finish(Pipeline pipeline) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    pipeline
        .blockingExecutor()
        .execute(() -> {
          pipeline.finishAnnounce(exchange);
          done.countDown();
        });
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private Pipeline pipeline(PipelineSettings settings, HookSpec... hooks) {
    return Chains.pipeline(settings, counts, hooks);
  }

  private HookSpec passing(String name) {
    return Chains.inline(
        name,
        _ -> {
          ran.add(name);
          return Verdict.PROCEED;
        });
  }

  private static HookSpec throwing(String name) {
    return Chains.inline(
        name,
        _ -> {
          throw new IllegalStateException("broken");
        });
  }

  private PreHook lifecycle(String name, boolean failing) {
    return new PreHook() {
      @Override
      public Verdict onAnnounce(AnnounceExchange announced) {
        return Verdict.PROCEED;
      }

      @Override
      public void start() {
        ran.add("start " + name);
        if (failing) {
          throw new IllegalStateException("can't start");
        }
      }

      @Override
      public void stop() {
        ran.add("stop " + name);
      }
    };
  }
}
