package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.cmd.systemd.DatagramReceiver;
import io.karuta.database.Database;
import io.karuta.database.DatabaseConfig;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker as a process that is told to reload by signals, under load. */
final class ReloadTest {

  private static final String PASSES = "return Verdict.PROCEED;";
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  @TempDir private Path home;
  private Path config;
  private String plain;

  @BeforeEach
  void writeConfig() throws IOException {
    config = PrivateSite.config(home);
    plain = Files.readString(config);
  }

  /** Replaces the file as a careful operator does: never half of it is there. */
  private void configure(String text) throws IOException {
    Path beside = home.resolve("karuta.conf.new");
    Files.writeString(beside, text);
    Files.move(beside, config, StandardCopyOption.ATOMIC_MOVE);
  }

  private void interval(int seconds) throws IOException {
    configure(plain + "announce { interval = " + seconds + " s, min-interval = 10 s }\n");
  }

  private TrackerProcess serve(String... more) throws IOException {
    return TrackerProcess.start(
        home,
        List.of("-Dlogback.configurationFile=logback.xml"), // what tests log is less
        Stream.concat(Stream.of("serve", "--config", config.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  /** Announces again and again until something holds. */
  private static void announceUntil(InetSocketAddress tracker, BooleanSupplier holds) {
    announceUntil(tracker, _ -> holds.getAsBoolean());
  }

  private static void announceUntil(InetSocketAddress tracker, Predicate<HttpReply> holds) {
    long begin = System.nanoTime();
    try (TrackerClient client = TrackerClient.connect(tracker)) {
      String query = PrivateSite.query(99_999).with("left", 0).with("event", "").toString();
      HttpReply reply = client.get(query);
      while (!holds.test(reply)) {
        if (System.nanoTime() - begin > PATIENCE_NANOS) {
          throw new AssertionError("in vain; last reply: " + reply.bencoded());
        }
        reply = client.get(query);
      }
    }
  }

  private static void awaitInterval(InetSocketAddress tracker, int seconds) {
    announceUntil(
        tracker,
        reply ->
            reply.bencoded().has("interval") && reply.bencoded().integer("interval") == seconds);
  }

  private static boolean logHas(TrackerProcess tracker, String text) {
    try {
      return tracker.log().contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aHundredReloadsUnderLoadLoseNoAnnounceAndLeakNothing() throws Exception {
    PluginJar.write(home.resolve("plugins"), PASSES, "");
    plain = plain.replace("passkey,", "site, passkey,");
    interval(999);
    long uploaded;
    try (TrackerProcess tracker = serve()) {
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
      try (LoadOnTracker load = new LoadOnTracker(announces, 2)) {
        Footprint before = null;
        long begin = System.nanoTime();
        for (int i = 1; i <= 100; i++) {
          interval(1000 + i);
          tracker.signal(i % 2 == 0 ? "HUP" : "USR2");
          awaitInterval(announces, 1000 + i);
          load.check();
          if (i == 20) {
            before = Footprint.of(tracker);
          }
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        Footprint after = Footprint.of(tracker);
        load.stop();
        System.out.printf(
            "100 reloads in %d ms, %d announces; %s -> %s%n",
            millis, load.announces(), before, after);

        assertThat(load.announces()).isGreaterThan(10_000);
        assertThat(after.files()).isLessThanOrEqualTo(before.files() + 2);
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 3);
        assertThat(after.chains()).isLessThanOrEqualTo(2);
        assertThat(after.pluginLoaders()).isLessThanOrEqualTo(3);
        assertThat(after.heapBytes()).isLessThan(before.heapBytes() + 8_000_000);
        HttpReply last = PrivateSite.announce(announces, 50_000, "started", 10);
        assertThat(last.bencoded().integer("complete")).isEqualTo(load.peers() + 1);
        uploaded = load.uploaded();
      }
      tracker.terminate();
      assertThat(tracker.awaitExit()).as(tracker.log()).isZero();
      assertThat(tracker.log()).doesNotContain(" ERROR ").doesNotContain(PrivateSite.PASSKEY);
      assertThat(tracker.log().lines().filter(line -> line.contains("reloaded"))).hasSize(100);
    }
    assertThat(booked()).isEqualTo(uploaded);
  }

  private long booked() throws Exception {
    try (Database database =
            Database.open(
                DatabaseConfig.read(
                    FakeOptions.of(Map.of("file", home.resolve("data/karuta").toString()))));
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select uploaded from users where user_id = 1")) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  /** What a process holds; after a full collection. */
  private record Footprint(
      long files, long threads, long heapBytes, long chains, long pluginLoaders) {

    static Footprint of(TrackerProcess tracker) throws IOException, InterruptedException {
      Path proc = Path.of("/proc", String.valueOf(tracker.pid()));
      String histogram = histogram(tracker.pid());
      return new Footprint(
          count(proc.resolve("fd")),
          count(proc.resolve("task")),
          number(histogram, "(?m)^Total +\\d+ +(\\d+)"),
          number(
              histogram,
              "(?m)^ *\\d+: +(\\d+) +\\d+ +io\\.karuta\\.pipeline\\.engine\\.Pipeline\\b"),
          number(histogram, "(?m)^ *\\d+: +(\\d+) +\\d+ +java\\.net\\.URLClassLoader\\b"));
    }

    private static long count(Path folder) throws IOException {
      try (Stream<Path> entries = Files.list(folder)) {
        return entries.count();
      }
    }

    private static long number(String text, String pattern) {
      Matcher found = Pattern.compile(pattern).matcher(text);
      if (!found.find()) {
        throw new AssertionError(pattern + " is not in\n" + text);
      }
      return Long.parseLong(found.group(1));
    }

    private static String histogram(long pid) throws IOException, InterruptedException {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  String.valueOf(pid),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(jcmd.waitFor()).as(output).isZero();
      return output;
    }
  }

  @Test
  void aBadFileChangesNothingAndSaysWhy() throws Exception {
    interval(1001);
    try (TrackerProcess tracker = serve()) {
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
      try (LoadOnTracker load = new LoadOnTracker(announces, 2)) {
        configure(plain + "announce { interval = 30 }\nswarm.max-peer = 5\n");
        tracker.signal("HUP");
        announceUntil(announces, () -> logHas(tracker, "max-peer"));

        assertThat(tracker.log())
            .contains("reload refused, nothing was changed")
            .contains(config + ":7  announce.interval  expected")
            .contains(config + ":8  swarm.max-peer  expected a known key");
        awaitInterval(announces, 1001);

        configure("no { hocon");
        tracker.signal("USR2");
        announceUntil(announces, () -> logHas(tracker, "valid HOCON"));
        awaitInterval(announces, 1001);

        interval(1002);
        tracker.signal("HUP");
        awaitInterval(announces, 1002);
        load.stop();
      }
    }
  }

  @Test
  void aHookThatCannotStartLeavesTheOldChainInPlace() throws Exception {
    PluginJar.write(home.resolve("plugins"), PASSES, "");
    plain = plain.replace("passkey,", "site, passkey,");
    interval(1001);
    try (TrackerProcess tracker = serve()) {
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
      PluginJar.write(
          home.resolve("plugins"), PASSES, "throw new IllegalStateException(\"no licence\");");
      interval(1002);
      tracker.signal("HUP");
      announceUntil(announces, () -> logHas(tracker, "no licence"));
      awaitInterval(announces, 1001);

      PluginJar.write(
          home.resolve("plugins"),
          "return FailureReason.of(\"site-closed\", \"the site is closed\");",
          "");
      tracker.signal("HUP");
      announceUntil(
          announces,
          reply ->
              reply.bencoded().has("failure reason")
                  && reply.failureReason().equals("the site is closed"));
    }
  }

  @Test
  void burstsOfBothSignalsEndWithTheLatestFileAndNoFailedAnnounce() throws Exception {
    interval(999);
    try (TrackerProcess tracker = serve()) {
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
      try (LoadOnTracker load = new LoadOnTracker(announces, 2)) {
        for (int i = 1; i <= 5; i++) {
          interval(1000 + i);
          for (int signal = 0; signal < 5; signal++) {
            tracker.signal("HUP");
            tracker.signal("USR2");
          }
          awaitInterval(announces, 1000 + i);
        }
        load.stop();
      }
      tracker.terminate();
      assertThat(tracker.awaitExit()).as(tracker.log()).isZero();
      assertThat(tracker.log()).doesNotContain(" ERROR ");
      assertThat(tracker.log().lines().filter(line -> line.contains("reloaded")).count())
          .isBetween(5L, 50L);
    }
  }

  @Test
  void whatTakesARestartIsNamedAndTheRestIsInEffect() throws Exception {
    interval(1001);
    try (TrackerProcess tracker = serve("--procs", "1")) {
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
      configure(
          plain.replace("port = 0 } ]", "port = 1 }, { address = \"127.0.0.2\" } ]")
              + "announce.interval = 1002 s\n"
              + "deltas.ring-size = 1024\n"
              + "database.password = { file = \""
              + config
              + "\" }\n"
              + "http.io-threads = 7\n");
      tracker.signal("HUP");
      awaitInterval(announces, 1002);
      announceUntil(announces, () -> logHas(tracker, "http.listeners[1].proxy-protocol"));

      assertThat(
              tracker
                  .log()
                  .lines()
                  .filter(line -> line.contains("at the next start only"))
                  .map(line -> line.replaceAll(".*reload: (\\S+) .*", "$1")))
          .containsExactly(
              "database.password",
              "deltas.batch-size", // half of the ring
              "deltas.ring-size",
              "http.listeners[0].port",
              "http.listeners[1].address",
              "http.listeners[1].port",
              "http.listeners[1].proxy-protocol");
    }
  }

  @Test
  void aSignalDuringTheStartIsAReloadAfterIt() throws Exception {
    interval(1001);
    try (WatchService created = home.getFileSystem().newWatchService();
        TrackerProcess tracker = serve()) {
      home.register(created, StandardWatchEventKinds.ENTRY_CREATE); // of the folder data
      assertThat(created.poll(60, TimeUnit.SECONDS)).as(tracker.log()).isNotNull();
      interval(1002);
      tracker.signal("HUP");
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
      awaitInterval(announces, 1002);
    }
  }

  @Test
  void underNohupOnlyTheOtherSignalReloadsAndTheLogSaysSo() throws Exception {
    interval(1001);
    try (TrackerProcess tracker =
        TrackerProcess.startBy(home, List.of("nohup"), "serve", "--config", config.toString())) {
      tracker.awaitLine("SIGHUP does not reload: it was ignored before the start");
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
      interval(1002);
      tracker.signal("HUP");
      tracker.signal("USR2");
      awaitInterval(announces, 1002);
    }
  }

  @Test
  void theServiceManagerIsToldOfStartReloadAndStopAndThatAllIsWell() throws Throwable {
    interval(1001);
    String address = "@karuta-" + UUID.randomUUID();
    try (DatagramReceiver receiver = new DatagramReceiver(address);
        TrackerProcess tracker =
            TrackerProcess.start(
                home,
                List.of(),
                Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "2000000"),
                "serve",
                "--config",
                config.toString())) {
      assertThat(receiver.next()).isEqualTo("STATUS=starting");
      assertThat(receiver.next("READY=1")).endsWith("STATUS=serving announces");
      assertThat(receiver.next("WATCHDOG=1")).isNotEmpty();
      tracker.signal("HUP");
      assertThat(receiver.next("RELOADING=1")).contains("MONOTONIC_USEC=");
      assertThat(receiver.next("READY=1")).endsWith("STATUS=serving announces; reloaded");
      configure("nonsense");
      tracker.signal("HUP");
      assertThat(receiver.next("READY=1"))
          .contains("the last reload was refused: " + config)
          .contains("expected")
          .doesNotContain("more");
      tracker.terminate();
      assertThat(receiver.next("STOPPING=1")).isNotEmpty();
      assertThat(tracker.awaitExit()).as(tracker.log()).isZero();
    }
  }

  @Test
  void settingsChangedThroughTheAdminApiHoldOverReloadAndRestart() throws Exception {
    interval(1001);
    try (TrackerProcess tracker = serve()) {
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      try (AdminClient site = PrivateSite.admin(tracker)) {
        PrivateSite.register(site);
        assertThat(site.get("/readyz")).contains("delta-ring");
        awaitInterval(announces, 1001);
        assertThat(site.patch("/v1/settings", "{\"interval\":1200}")).isEqualTo(200);
        awaitInterval(announces, 1200);
        configure(plain + "announce { interval = 1100 s, min-interval = 77 s }\n");
        assertThat(site.post("/v1/config/reload", "")).isEqualTo(200);
        announceUntil(announces, reply -> reply.bencoded().integer("min interval") == 77);
        awaitInterval(announces, 1200);
        assertThat(site.get("/v1/config")).contains("interval = \"1100 seconds\"");
      }
      tracker.terminate();
      assertThat(tracker.awaitExit()).as(tracker.log()).isZero();
    }
    try (TrackerProcess tracker = serve()) {
      awaitInterval(PrivateSite.announceAddress(tracker), 1200);
    }
  }

  @Test
  void refusesANumberOfProcessorsThatMakesNoSense() throws Exception {
    try (TrackerProcess tracker = serve("--procs", "0")) {
      assertThat(tracker.awaitExit()).isEqualTo(2);
      assertThat(tracker.log()).contains("--procs: 0 (expected: 1 to 1024)");
    }
  }
}
