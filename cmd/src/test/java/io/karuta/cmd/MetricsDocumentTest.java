package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.cmd.systemd.ServiceManager;
import io.karuta.testkit.AnnounceQuery;
import io.karuta.testkit.TrackerClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every metric that a tracker registers stands in docs/metrics.md, and nothing else does. After a
 * change run this test with {@code -Dkaruta.docs=write}, which writes the tables anew.
 */
final class MetricsDocumentTest {

  private static final Path DOCUMENT = Repository.root().resolve("docs/metrics.md");
  private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (.*)");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Pattern PARTS = Pattern.compile("_(bucket|sum|count)$");

  @TempDir private Path folder;

  /** What Prometheus is told of one metric. */
  private static final class Metric {
    private String meaning = "";
    private String type = "";
    private final SortedSet<String> labels = new TreeSet<>();
  }

  @Test
  void theDocumentHasEveryMetricOfARunningTracker() throws IOException {
    SortedMap<String, Metric> metrics = metricsOfARunningTracker();

    String document = Files.readString(DOCUMENT);
    String generated = replaced(document, "tracker", table(metrics, "karuta_"));
    if ("write".equals(System.getProperty("karuta.docs"))) {
      generated = replaced(generated, "jvm", tableOfTheJvm(metrics));
      Files.writeString(DOCUMENT, generated);
    }

    String written = Files.readString(DOCUMENT);
    assertThat(written).as("write it with -Dkaruta.docs=write").isEqualTo(generated);
    assertThat(metrics.keySet()).allMatch(name -> written.contains("`" + name + "`"));
  }

  @Test
  void everyMetricSaysWhatItMeansInOneSentence() throws IOException {
    Map<String, Metric> metrics = metricsOfARunningTracker();

    assertThat(metrics).hasSizeGreaterThan(50);
    metrics.forEach((name, metric) -> {
      if (name.startsWith("karuta_")) {
        assertThat(metric.meaning).as(name).isNotBlank().doesNotEndWith(".");
      }
    });
  }

  /** With every part that counts something; on the way an announce and a garbage collection. */
  private SortedMap<String, Metric> metricsOfARunningTracker() throws IOException {
    ConfigSource source = new ConfigSource(config(), Map.of());
    Tracker tracker = Tracker.start(source, source.load(), false, ServiceManager.of(Map.of()));
    try (TrackerClient client = TrackerClient.connect(tracker.announceAddresses().getFirst())) {
      client.get(AnnounceQuery.bare("/announce/nobody").toString());
      System.gc();
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      tracker.metrics().writeTo(text);
      return parsed(text.toString(StandardCharsets.UTF_8));
    } finally {
      tracker.parts().stopAll(Duration.ofSeconds(20));
    }
  }

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("karuta.conf"),
        """
        http { listeners = [ { address = "127.0.0.1", port = 0 } ], allow-non-routable = true }
        admin {
          port = 0, self-signed-folder = "%1$s/admin", credential-file = "%1$s/admin/credential"
          credentials-file = "%1$s/admin/credentials"
        }
        swarm { max-peers = 1000, max-torrents = 100 }
        database { file = "%1$s/database" }
        deltas {
          ring-size = 1024
          handlers = [
            { name = sql }
            { name = log }
            { name = jsonl, options { folder = "%1$s/archive" } }
            { name = tee, options { handlers = [ { name = log, as = copy } ] } }
          ]
          analysers = [ { name = impossible-speed } ]
        }
        pre-hooks = [
          passkey, client-whitelist, torrent-registered, stats-deltas, peer-selection
          interval-variation
        ]
        """
            .formatted(folder));
  }

  private static SortedMap<String, Metric> parsed(String text) {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    text.lines()
        .forEach(line -> {
          Matcher help = HELP.matcher(line);
          Matcher type = TYPE.matcher(line);
          Matcher sample = SAMPLE.matcher(line);
          if (help.matches()) {
            metrics.computeIfAbsent(help.group(1), _ -> new Metric()).meaning = help.group(2);
          } else if (type.matches()) {
            metrics.computeIfAbsent(type.group(1), _ -> new Metric()).type = type.group(2);
          } else if (sample.matches() && sample.group(2) != null) {
            Metric metric =
                metrics.getOrDefault(
                    sample.group(1), metrics.get(PARTS.matcher(sample.group(1)).replaceFirst("")));
            LABEL.matcher(sample.group(2)).results().forEach(l -> metric.labels.add(l.group(1)));
          }
        });
    metrics.values().forEach(metric -> metric.labels.remove("le"));
    return metrics;
  }

  private static String table(SortedMap<String, Metric> metrics, String prefix) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .collect(
            Collectors.joining("", "| name | type | labels | meaning |\n|---|---|---|---|\n", ""));
  }

  /** Without what only appears after the first collection, which the document tells in words. */
  private static String tableOfTheJvm(SortedMap<String, Metric> metrics) {
    SortedMap<String, Metric> jvm = new TreeMap<>(metrics);
    jvm.keySet()
        .removeIf(name ->
            name.startsWith("karuta_")
                || name.startsWith("jvm_gc_pause")
                || name.startsWith("jvm_gc_concurrent"));
    return table(jvm, "");
  }

  private static String row(String name, Metric metric) {
    String labels =
        metric.labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    return "| `" + name + "` | " + metric.type + " | " + labels + " | " + metric.meaning + " |\n";
  }

  private static String replaced(String document, String part, String table) {
    String begin = "<!-- generated: " + part + " -->\n";
    String end = "<!-- end of " + part + " -->";
    int from = document.indexOf(begin) + begin.length();
    int to = document.indexOf(end);
    assertThat(from).as(begin).isGreaterThanOrEqualTo(begin.length());
    assertThat(to).as(end).isGreaterThanOrEqualTo(from);
    return document.substring(0, from) + "\n" + table + "\n" + document.substring(to);
  }
}
