package io.karuta.cmd;

import io.karuta.admin.AdminServer;
import io.karuta.cmd.systemd.ServiceManager;
import io.karuta.frontend.http.HttpFrontend;
import io.karuta.frontend.http.Replacement;
import io.karuta.pipeline.config.Problem;
import io.karuta.pipeline.control.ReloadResult;
import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.control.TrackerControl;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration anew and brings what can be changed into the running tracker.
 * Thread-safe; reloads take turns.
 *
 * <p>Everything that can fail comes first: all of the file is read, the hooks are made and started,
 * the certificates are read. Only then the frontend goes over to the new chain, between two
 * announces, and the old chain is stopped after its last one. Swarms, ring, registry, sockets and
 * connections never notice.
 */
final class Reloader implements TrackerControl {

  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  private final ConfigSource source;
  private final Chains chains;
  private final LiveSettings settings;
  private final ServiceManager serviceManager;
  private final boolean accounting;

  /** What the parts run with; guarded by this. */
  private SortedMap<String, String> running;

  /** What is reloaded besides the chain; null before the listeners are open. Guarded by this. */
  private @Nullable Listeners listeners;

  private boolean stopping;
  private volatile String effective;

  private record Listeners(HttpFrontend http, AdminServer admin) {}

  /**
   * A reloader that refuses to reload before {@link #listening}.
   *
   * @param accounting whether the ring for deltas is open, which takes a start
   */
  Reloader(
      ConfigSource source,
      Chains chains,
      LiveSettings settings,
      ServiceManager serviceManager,
      boolean accounting) {
    this.source = source;
    this.chains = chains;
    this.settings = settings;
    this.serviceManager = serviceManager;
    this.accounting = accounting;
    running = chains.current().loaded().values();
    effective = chains.current().loaded().effective();
  }

  /** From now on there is something to reload. */
  synchronized void listening(HttpFrontend http, AdminServer admin) {
    listeners = new Listeners(http, admin);
  }

  /** Ends the reload in progress, if any; there will be no other. */
  synchronized void stop() {
    stopping = true;
  }

  @Override
  public String effectiveConfig() {
    return effective;
  }

  @Override
  public RuntimeSettings settings() {
    return settings;
  }

  @Override
  public synchronized ReloadResult reload() {
    if (listeners == null || stopping) {
      String why = "the tracker is " + (stopping ? "stopping" : "starting") + ": it doesn't reload";
      LOG.info("reload: {}", why); // no error: a signal may come at any moment
      return new ReloadResult(false, List.of(why), List.of());
    }
    serviceManager.reloading();
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    String outcome = "the last reload failed";
    try {
      ReloadResult result = reload(listeners);
      outcome = result.applied() ? "reloaded" : refusal(result.problems());
      return result;
    } finally {
      thread.setContextClassLoader(loader);
      serviceManager.ready("serving announces; " + outcome);
    }
  }

  private static String refusal(List<String> problems) {
    int more = problems.size() - 1;
    return "the last reload was refused: "
        + problems.getFirst()
        + (more == 0 ? "" : "; and " + more + " more, see the log");
  }

  @SuppressWarnings("CatchingUnchecked") // plugins are foreign code, and nothing has changed yet
  private ReloadResult reload(Listeners open) {
    LoadedConfig next;
    try {
      next = source.load();
    } catch (Exception | LinkageError e) {
      return refused(e);
    }
    List<String> problems = next.problems().stream().map(Problem::toString).toList();
    if (next.config().accounts() && !accounting) {
      problems =
          List.of(
              source.file()
                  + "  pre-hooks  expected no accounting hook, since the tracker was started without,"
                  + " found one: restart");
    }
    if (!problems.isEmpty()) {
      next.config().plugins().close();
      return refused(problems);
    }
    try {
      return apply(next, chains.build(next), open);
    } catch (Exception | LinkageError e) {
      next.config().plugins().close();
      return refused(e);
    }
  }

  private ReloadResult apply(LoadedConfig next, Chain chain, Listeners open) {
    Replacement replacement;
    Runnable certificate;
    try {
      replacement = open.http().prepare(next.config().http(), chain.pipeline());
      certificate = open.admin().prepareCertificate(next.config().admin());
    } catch (RuntimeException e) {
      chain.stop();
      throw e;
    }
    ReloadRules rules = new ReloadRules(next.config().http().hasSocketsOf(open.http().config()));
    List<String> needRestart = rules.needRestart(running, next.values());
    running = rules.applied(running, next.values());
    effective = note(needRestart) + next.effective();
    settings.fromFile(
        next.config().pipeline().values(), IntervalRule.addedSeconds(next.config().preHooks()));
    certificate.run();
    chains.replace(chain, replacement.apply());
    LOG.info(
        "reloaded {}: {} pre-hooks, {} post-hooks",
        source.file(),
        next.config().preHooks().size(),
        next.config().postHooks().size());
    needRestart.forEach(path -> LOG.warn("reload: {} changes at the next start only", path));
    return new ReloadResult(true, List.of(), needRestart);
  }

  private static String note(List<String> needRestart) {
    StringBuilder note = new StringBuilder();
    needRestart.forEach(
        path -> note.append("# at the next start only: ").append(path).append('\n'));
    return note.toString();
  }

  private ReloadResult refused(Throwable defect) {
    LOG.debug("the reload failed", defect);
    return refused(List.of(source.file() + ": " + StartFailure.describe(defect)));
  }

  private ReloadResult refused(List<String> problems) {
    LOG.error("reload refused, nothing was changed; problems: {}", problems.size());
    problems.forEach(problem -> LOG.error("reload: {}", problem));
    return new ReloadResult(false, problems, List.of());
  }
}
