package io.karuta.cmd;

import io.karuta.database.Database;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.TakenChange;
import io.karuta.privtrak.DeltaConfig;
import io.karuta.privtrak.DeltaEnvironment;
import io.karuta.privtrak.DeltaReplay;
import io.karuta.registry.EmptyRegistrySource;
import io.karuta.registry.IndexedRegistry;
import io.karuta.storage.optmem.OptmemStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code karuta deltas replay}. */
@Command(
    name = "replay",
    description = {
      "Deliver what waits in the delta file, while no tracker runs, and exit.",
      "Tries for as long as it takes; what was delivered until Ctrl-C is noted."
    },
    mixinStandardHelpOptions = true)
final class DeltasReplayCommand implements Callable<Integer> {

  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(3650);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigArgument config = new ConfigArgument();

  @Option(names = "--handler", paramLabel = "NAME", description = "only to this handler")
  private @Nullable String handler; // null unless the option is there

  @Option(
      names = "--from",
      paramLabel = "SEQUENCE",
      description = {
        "again from this delta on, such as after a restore of the site's database; handlers that",
        "know that they have a delta skip it"
      })
  private @Nullable Long from; // null unless the option is there

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private @Nullable OptmemStore store; // opened when the first change has to be stored again
  private @Nullable Database database; // opened when the first handler asks for it

  /** Made by picocli. */
  DeltasReplayCommand() {}

  @Override
  public Integer call() throws Exception {
    LoadedConfig loaded = config.load();
    loaded.deltaFile();
    TrackerConfig tracker = loaded.config();
    TrackerClock clock = TrackerClock.system();
    try (IndexedRegistry registry =
        IndexedRegistry.load(new EmptyRegistrySource(), MetricsSink.none(), clock)) {
      boolean delivered =
          DeltaReplay.run(
              tracker.deltas().withStopTimeout(AS_LONG_AS_IT_TAKES),
              new DeltaEnvironment(
                  clock,
                  MetricsSink.none(),
                  registry,
                  () -> database(tracker),
                  tracker.swarm().peerLifetime()),
              change -> redo(tracker, clock, change),
              chosen(tracker.deltas()),
              from == null ? OptionalLong.empty() : OptionalLong.of(from));
      System.out.println(delivered ? "all delivered" : "not all delivered");
      return delivered ? ExitCode.OK : ExitCode.FAILED;
    } finally {
      while (!opened.isEmpty()) {
        opened.pop().close();
      }
    }
  }

  private Set<String> chosen(DeltaConfig deltas) {
    Set<String> names =
        deltas.handlers().stream().map(DeltaConfig.Handler::name).collect(Collectors.toSet());
    if (handler == null) {
      return names;
    }
    if (!names.contains(handler)) {
      throw new ParameterException(
          spec.commandLine(), "--handler: " + handler + " (expected: one of " + names + ")");
    }
    return Set.of(handler);
  }

  private void redo(TrackerConfig tracker, TrackerClock clock, TakenChange change) {
    if (store == null) {
      OptmemStore swarms = OptmemStore.open(tracker.swarm(), clock, MetricsSink.none());
      opened.push(swarms);
      store = swarms;
    }
    store.redo(change);
  }

  private DataSource database(TrackerConfig tracker) {
    if (database == null) {
      Database site = Database.open(tracker.database());
      opened.push(site);
      database = site;
    }
    return database.dataSource();
  }
}
