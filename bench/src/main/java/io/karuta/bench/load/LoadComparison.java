package io.karuta.bench.load;

import io.karuta.bench.workload.Announcer;
import io.karuta.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Runs the packaged tracker and a bare Undertow handler under the same announces, in turns, and
 * prints what a request costs each. Everything it makes is in a temporary folder of its own.
 */
@Command(
    name = "bench/load/run",
    description = "Compare the tracker with a bare Undertow handler under load.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class LoadComparison implements Callable<Integer> {

  private static final int SAMPLE = 500;
  private static final int MAX_WARM_UP_SECONDS = 120;

  @Mixin private final LoadSettings settings = new LoadSettings();

  private LoadComparison() {}

  /** See {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new LoadComparison()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Path folder = Files.createTempDirectory("karuta-load");
    try (SiteDatabase database =
        settings.mariaDb ? SiteDatabase.mariaDb() : SiteDatabase.embedded(folder)) {
      run(folder, database);
    } finally {
      delete(folder);
    }
    return 0;
  }

  private void run(Path folder, SiteDatabase database)
      throws IOException, InterruptedException, SQLException {
    Workload workload =
        Workload.of(settings.seed, settings.users, settings.torrents, settings.peers);
    Path announces = folder.resolve("announces.txt");
    AnnounceFile.write(announces, workload);
    database.fill(workload);
    Wrk wrk =
        new Wrk(settings.home.resolve("bench/load/announces.lua"), announces, settings.connections);
    Path log = folder.resolve("tracker.log");
    try (ServerProcess tracker = startTracker(folder, log, database)) {
      warmUp(tracker, wrk);
      List<Announcer> announcers = workload.announcers().subList(0, SAMPLE);
      ReplySample sample = ReplySample.take(tracker.port(), announcers, wrk.nextUploadedBytes());
      System.out.println("replies before: " + sample);
      try (ServerProcess bare = startBare(folder, sample.meanLengthBytes())) {
        wrk.run(bare.port(), settings.warmUpSeconds);
        measure(tracker, bare, wrk);
      }
      System.out.println(
          "replies after: "
              + ReplySample.take(tracker.port(), announcers, wrk.nextUploadedBytes()));
    }
    printCounters(log);
  }

  /** Until every peer has announced, so that the swarms are full; longer on a slow machine. */
  private void warmUp(ServerProcess tracker, Wrk wrk) throws IOException, InterruptedException {
    int seconds = settings.warmUpSeconds;
    while (wrk.run(tracker.port(), seconds).requests() < settings.peers) {
      seconds *= 2;
      if (seconds > MAX_WARM_UP_SECONDS) {
        throw new IllegalStateException(
            "fewer announces than peers in " + seconds / 2 + " s (expected: one of each)");
      }
    }
    tracker.awaitIdle(Measurement.SETTLING);
  }

  private void measure(ServerProcess tracker, ServerProcess bare, Wrk wrk)
      throws IOException, InterruptedException {
    LoadReport report = new LoadReport(System.out);
    report.begin();
    for (int round = 0; round < settings.rounds; round++) {
      report.tracker(Measurement.take(tracker, wrk, settings.seconds));
      report.bare(Measurement.take(bare, wrk, settings.seconds));
    }
    report.end();
  }

  private ServerProcess startTracker(Path folder, Path log, SiteDatabase database)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("KARUTA_JAVA_OPTS", settings.javaOptions);
    environment.put("KARUTA_BENCH_DATA", folder.toString());
    environment.put("KARUTA_BENCH_PORT", String.valueOf(settings.port));
    environment.put("KARUTA_BENCH_ADMIN_PORT", String.valueOf(settings.port + 2));
    return ServerProcess.start(
        "the tracker",
        settings.port,
        log,
        List.of(
            settings.home.resolve("karuta").toString(),
            "serve",
            "--config",
            settings.home.resolve("bench/load/karuta.conf").toString()),
        environment);
  }

  private ServerProcess startBare(Path folder, int bodyLengthBytes)
      throws IOException, InterruptedException {
    int port = settings.port + 1;
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@" + settings.home.resolve("conf/jvm.options"));
    command.addAll(List.of(settings.javaOptions.split(" ", -1)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BareServer.class.getName());
    command.addAll(List.of(String.valueOf(port), String.valueOf(bodyLengthBytes)));
    return ServerProcess.start(
        "the bare server", port, folder.resolve("bare.log"), command, Map.of());
  }

  /** The tracker's own counters, which it logs when it stops: what was booked, what went wrong. */
  private static void printCounters(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      lines.filter(line -> line.contains("counted while running")).forEach(System.out::println);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
