package io.karuta.pipeline.engine;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.hook.AccountingHook;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ExecutionMode;
import io.karuta.pipeline.hook.Hook;
import io.karuta.pipeline.hook.HookEnvironment;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.PostHook;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.store.AccountingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The chain of hooks, built once and then immutable. Thread-safe.
 *
 * <p>A request runs through the pre-hooks by a plain loop on the frontend's thread. Before the
 * first hook that may wait, the loop stops and tells the frontend, which continues it on a virtual
 * thread: one hand-off at most, under a permit and a deadline ({@link BlockingGate}). The position
 * lives in the exchange, so the loop itself has no state.
 *
 * <p>An exception out of a hook ends here: it is counted, logged once per stack, and becomes a
 * refusal or nothing, as the operator's {@code on-error} says.
 */
public final class Pipeline implements TrackerLogic {

  private static final FailureReason INTERNAL_ERROR =
      FailureReason.of("internal-error", "internal tracker error", 5);
  private static final FailureReason BUSY = FailureReason.of("tracker-busy", "tracker busy", 1);

  private final HookEnvironment environment;
  private final Registry registry;
  private final RuntimeSettings settings;
  private final BlockingGate gate;
  private final int hookSampling;
  private final PreHookEntry[] preHooks;
  private final PostHookEntry[] postHooks;
  private final TracedUsers traces;

  private Pipeline(
      PipelineSettings settings,
      HookEnvironment environment,
      TracedUsers traces,
      List<PreHookEntry> preHooks,
      List<PostHookEntry> postHooks) {
    this.environment = environment;
    this.traces = traces;
    registry = environment.registry();
    this.settings = environment.settings();
    hookSampling = settings.hookSampling();
    this.preHooks = preHooks.toArray(PreHookEntry[]::new);
    this.postHooks = postHooks.toArray(PostHookEntry[]::new);
    gate =
        new BlockingGate(
            settings.blockingPermits(),
            settings.blockingDeadline(),
            environment.scheduler(),
            environment.metrics());
  }

  /**
   * Makes all hooks, in their order, and starts them. If one fails, those before it are stopped.
   *
   * @param traces where announces of single users are noted
   * @param preHooks whose order {@link ChainOrder} found right
   * @throws IllegalStateException if a hook can't be made or started, or is of the wrong kind; the
   *     message names it
   */
  public static Pipeline start(
      PipelineSettings settings,
      HookEnvironment environment,
      TracedUsers traces,
      List<HookSpec> preHooks,
      List<HookSpec> postHooks) {
    List<Hook> started = new ArrayList<>();
    List<PreHookEntry> before = new ArrayList<>();
    List<PostHookEntry> after = new ArrayList<>();
    try {
      for (HookSpec spec : preHooks) {
        PreHook hook = make(spec, PreHook.class, environment, started);
        before.add(new PreHookEntry(spec, hook, environment.metrics()));
      }
      for (HookSpec spec : postHooks) {
        PostHook hook = make(spec, PostHook.class, environment, started);
        after.add(new PostHookEntry(hook, new HookFaults(spec.name(), environment.metrics())));
      }
      return new Pipeline(settings, environment, traces, before, after);
    } catch (RuntimeException e) {
      started.reversed().forEach(Hook::stop);
      throw e;
    }
  }

  /** The same without traces. */
  public static Pipeline start(
      PipelineSettings settings,
      HookEnvironment environment,
      List<HookSpec> preHooks,
      List<HookSpec> postHooks) {
    return start(settings, environment, new TracedUsers(environment.clock()), preHooks, postHooks);
  }

  private static <H extends Hook> H make(
      HookSpec spec, Class<H> kind, HookEnvironment environment, List<Hook> started) {
    try {
      Hook hook = spec.blueprint().create().apply(environment);
      if (!kind.isInstance(hook)) {
        throw new IllegalStateException(
            hook.getClass().getName() + " (expected: a " + kind.getSimpleName() + ")");
      }
      hook.start();
      started.add(hook);
      return kind.cast(hook);
    } catch (RuntimeException e) {
      throw new IllegalStateException("hook " + spec.name() + ": " + e.getMessage(), e);
    }
  }

  /** The sink of the chain's accounting hook; {@link AccountingSink#NONE} if it has none. */
  public AccountingSink accountingSink() {
    for (PreHookEntry entry : preHooks) {
      if (entry.hook() instanceof AccountingHook accounting) {
        return accounting.sink();
      }
    }
    return AccountingSink.NONE;
  }

  /** Stops all hooks, the last one first; after the last request has ended. */
  public void stop() {
    for (int i = postHooks.length - 1; i >= 0; i--) {
      postHooks[i].hook().stop();
    }
    for (int i = preHooks.length - 1; i >= 0; i--) {
      preHooks[i].hook().stop();
    }
  }

  @Override
  public Executor blockingExecutor() {
    return gate.executor();
  }

  @Override
  public void begin(AnnounceExchange exchange) {
    RuntimeSettings.Values values = settings.current();
    exchange.begin(
        environment.clock().nowSecond(), values.intervalSeconds(), values.minIntervalSeconds());
  }

  @Override
  public void begin(ScrapeExchange exchange) {
    exchange.begin(environment.clock().nowSecond());
  }

  @Override
  public boolean announce(AnnounceExchange exchange) {
    exchange.registryChanges(registry.changes());
    exchange.tracedFromNanos(traces.isActive() ? System.nanoTime() : 0);
    boolean complete = runUntilItWaits(exchange);
    if (complete) {
      trace(exchange);
    }
    return complete;
  }

  private boolean runUntilItWaits(AnnounceExchange exchange) {
    boolean timed = isTimed(exchange);
    for (int i = 0; i < preHooks.length; i++) {
      PreHookEntry entry = preHooks[i];
      if (entry.mode() == ExecutionMode.BLOCKING) {
        exchange.position(i);
        return !enterGate(exchange);
      }
      Verdict verdict = timed ? entry.timedAnnounce(exchange) : entry.announce(exchange);
      if (verdict != Verdict.PROCEED) {
        exchange.position(i);
        exchange.verdict(verdict);
        return true;
      }
    }
    return true;
  }

  /** Two readings of the clock per hook cost more than some hooks: one announce of many pays. */
  private boolean isTimed(AnnounceExchange exchange) {
    return hookSampling != 0 && exchange.uses() % hookSampling == 0;
  }

  private boolean enterGate(AnnounceExchange exchange) {
    boolean entered = gate.tryEnter();
    if (!entered) {
      exchange.verdict(BUSY);
    }
    return entered;
  }

  @Override
  public void finishAnnounce(AnnounceExchange exchange) {
    runToTheEnd(exchange);
    trace(exchange);
  }

  private void runToTheEnd(AnnounceExchange exchange) {
    boolean timed = isTimed(exchange);
    BlockingGate.Stay stay = gate.begin();
    try {
      for (int i = exchange.position(); i < preHooks.length; i++) {
        PreHookEntry entry = preHooks[i];
        // Nothing waits from here on, and a refusal after here would have been accounted.
        if (entry.stage() != HookStage.DECIDE && stay.leave()) {
          exchange.verdict(BUSY);
          return;
        }
        Verdict verdict = timed ? entry.timedAnnounce(exchange) : entry.announce(exchange);
        if (verdict != Verdict.PROCEED) {
          exchange.position(i);
          exchange.verdict(verdict);
          return;
        }
      }
    } finally {
      stay.leave();
    }
  }

  private void trace(AnnounceExchange exchange) {
    if (exchange.tracedFromNanos() == 0) {
      return;
    }
    Verdict verdict = exchange.verdict();
    boolean byHook = verdict != Verdict.PROCEED && verdict != BUSY;
    traces.note(
        exchange,
        verdict,
        byHook ? preHooks[exchange.position()].name() : "",
        System.nanoTime() - exchange.tracedFromNanos());
  }

  @Override
  public boolean scrape(ScrapeExchange exchange) {
    exchange.response().reset(exchange.request().count());
    for (int i = 0; i < preHooks.length; i++) {
      PreHookEntry entry = preHooks[i];
      if (entry.mode() == ExecutionMode.BLOCKING) {
        exchange.position(i);
        boolean entered = gate.tryEnter();
        if (!entered) {
          exchange.verdict(BUSY);
        }
        return !entered;
      }
      Verdict verdict = entry.scrape(exchange);
      if (verdict != Verdict.PROCEED) {
        exchange.verdict(verdict);
        return true;
      }
    }
    return true;
  }

  @Override
  public void finishScrape(ScrapeExchange exchange) {
    BlockingGate.Stay stay = gate.begin();
    try {
      for (int i = exchange.position(); i < preHooks.length; i++) {
        Verdict verdict = preHooks[i].scrape(exchange);
        if (verdict != Verdict.PROCEED) {
          exchange.verdict(verdict);
          return;
        }
      }
    } finally {
      if (stay.leave()) {
        exchange.verdict(BUSY);
      }
    }
  }

  @Override
  public void afterAnnounce(AnnounceExchange exchange) {
    for (PostHookEntry entry : postHooks) {
      entry.announced(exchange);
    }
  }

  @Override
  public void afterScrape(ScrapeExchange exchange) {
    for (PostHookEntry entry : postHooks) {
      entry.scraped(exchange);
    }
  }

  /** What is told to clients when a hook throws and its policy is to refuse. */
  static FailureReason internalError() {
    return INTERNAL_ERROR;
  }
}
