package io.karuta.cmd;

import io.karuta.database.Database;
import io.karuta.database.DatabaseConfig;
import io.karuta.database.SslMode;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.registry.IndexedRegistry;
import io.karuta.registry.RegistryConfig;
import io.karuta.registry.UnsavedSource;
import io.karuta.registry.importer.ImportReport;
import io.karuta.registry.importer.Importer;
import io.karuta.registry.importer.SiteSchema;
import io.karuta.registry.sql.SqlRegistrySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code karuta warmup}. */
@Command(
    name = "warmup",
    description = {
      "Take over users and their totals, torrents and the client whitelist from a site's MariaDB"
          + " into the tracker's registry.",
      "The site is only read from. Nothing is removed, and what says the same already is left"
          + " alone, so that it can be done again. The tracker shouldn't run: it would see what"
          + " is new at its next start only.",
      "The password is read from --password-file or from the environment variable "
          + WarmupCommand.PASSWORD
          + "."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was taken over",
      "1:it could not be done, or not to the end; do it again",
      "2:the command line is wrong",
      "3:it was done, but some rows were refused",
      "78:the configuration is wrong; nothing was done"
    })
final class WarmupCommand implements Callable<Integer> {

  static final String PASSWORD = "KARUTA_WARMUP_PASSWORD";

  private static final int MOST_PER_BATCH = 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigArgument config = new ConfigArgument();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "SCHEMA",
      completionCandidates = Schemas.class,
      description = "the site's schema: unit3d, gazelle or xbt")
  private String from = "";

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "where it is: jdbc:mariadb://HOST:PORT/SCHEMA")
  private String url = "";

  @Option(
      names = "--user",
      required = true,
      paramLabel = "NAME",
      description = "whom to connect as; needs nothing but select")
  private String user = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "file with the password in its first line")
  private @Nullable Path passwordFile; // null until picocli finds the option

  @Option(
      names = "--ssl-mode",
      paramLabel = "MODE",
      completionCandidates = SslModes.class,
      description =
          "disable, trust, verify-ca or verify-full; disable on this machine and verify-full"
              + " otherwise by default")
  private @Nullable String sslMode; // null until picocli finds the option

  @Option(
      names = "--ssl-certificate",
      paramLabel = "FILE",
      description = "certificates in PEM that the server's must be among")
  private @Nullable Path sslCertificate; // null until picocli finds the option

  @Option(names = "--dry-run", description = "only tell what would be done")
  private boolean dryRun;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "entries saved in one transaction, 1 to 10000; ${DEFAULT-VALUE} by default")
  private int batch = 1000;

  /** Made by picocli. */
  WarmupCommand() {}

  @Override
  public Integer call() throws IOException {
    if (batch < 1 || batch > MOST_PER_BATCH) {
      throw wrong("--batch: " + batch + " (expected: 1 to " + MOST_PER_BATCH + ")");
    }
    SiteSchema schema = choice("--from", from, SiteSchema.class);
    DatabaseConfig site = site();
    TrackerConfig tracker = config.load().config();
    if (tracker.registry().source() != RegistryConfig.Source.SQL) {
      throw new IllegalStateException(
          "registry.source: memory (expected: sql, or there is nothing to take it over into)");
    }
    WarmupText text = new WarmupText(System.out, System.err, dryRun);
    try (Database siteDatabase = Database.open(site);
        Database ownDatabase = Database.open(tracker.database());
        IndexedRegistry registry = load(ownDatabase)) {
      ImportReport report = Importer.run(siteDatabase.dataSource(), schema, registry, batch, text);
      text.report(report);
      return report.refused() == 0 ? ExitCode.OK : ExitCode.REFUSED_ROWS;
    }
  }

  private IndexedRegistry load(Database database) {
    RegistrySource source = new SqlRegistrySource(database.dataSource());
    return IndexedRegistry.load(
        dryRun ? new UnsavedSource(source) : source, MetricsSink.none(), TrackerClock.system());
  }

  private DatabaseConfig site() throws IOException {
    Optional<SslMode> mode =
        Optional.ofNullable(sslMode).map(text -> choice("--ssl-mode", text, SslMode.class));
    try {
      return DatabaseConfig.ofOther(
          url, user, password(), mode, Optional.ofNullable(sslCertificate));
    } catch (IllegalArgumentException e) {
      throw wrong("--" + e.getMessage());
    }
  }

  private <E extends Enum<E>> E choice(String option, String text, Class<E> type) {
    int index = names(type).indexOf(text);
    if (index < 0) {
      throw wrong(
          option + ": " + text + " (expected: one of " + String.join(", ", names(type)) + ")");
    }
    return type.getEnumConstants()[index];
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  /** What the shell completes {@code --from} to. Made by picocli. */
  static final class Schemas implements Iterable<String> {

    Schemas() {}

    @Override
    public Iterator<String> iterator() {
      return names(SiteSchema.class).iterator();
    }
  }

  /** The same for {@code --ssl-mode}. */
  static final class SslModes implements Iterable<String> {

    SslModes() {}

    @Override
    public Iterator<String> iterator() {
      return names(SslMode.class).iterator();
    }
  }

  private String password() throws IOException {
    Path file = passwordFile;
    if (file != null) {
      return Files.readString(file).lines().findFirst().orElse("");
    }
    return Optional.ofNullable(System.getenv(PASSWORD))
        .orElseThrow(
            () -> wrong("--password-file: none (expected: a file, or " + PASSWORD + " set)"));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
