package io.karuta.cmd.client;

import io.karuta.client.KarutaClient;
import io.karuta.client.ReloadResult;
import io.karuta.client.Settings;
import io.karuta.client.SettingsPatch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code karuta client config}: the running tracker's configuration. */
@Command(
    name = "config",
    description = "The running tracker's configuration.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {

  private static final String FROM_FILE = "file";
  private static final String KEYS =
      "interval, min-interval (times such as 30m), upload-percent, download-percent, factors-end";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  ConfigCommand() {}

  @Override
  public void run() {
    throw ClientCommand.wrong(spec, "name a command, such as 'karuta client config show'");
  }

  @Command(
      name = "show",
      description = "Print the configuration in effect, secrets masked.",
      mixinStandardHelpOptions = true)
  int show() {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          String config = tracker.config();
          if (out.isJson()) {
            out.say(Map.of("config", config), "");
          } else {
            out.text(config.endsWith("\n") ? config : config + "\n");
          }
          return ClientExit.OK;
        });
  }

  @Command(
      name = "reload",
      description = {
        "Make the tracker read its configuration file again.",
        "A wrong file changes nothing; every problem is told."
      },
      mixinStandardHelpOptions = true)
  int reload() {
    return ClientCommand.run(spec, this::reload);
  }

  private int reload(KarutaClient tracker, Output out) {
    ReloadResult result = tracker.reload();
    out.say(result, result.applied() ? "the configuration is read again" : "nothing was changed:");
    if (!out.isJson()) {
      result.problems().forEach(problem -> out.text(Table.printable(problem) + "\n"));
      result
          .needRestart()
          .forEach(key -> out.text("at the next start only: " + Table.printable(key) + "\n"));
    }
    return result.applied() ? ClientExit.OK : ClientExit.REFUSED;
  }

  @Command(
      name = "settings",
      description = "Show what can be changed while the tracker runs.",
      mixinStandardHelpOptions = true)
  int settings() {
    return ClientCommand.run(spec, (tracker, out) -> tell(tracker.settings(), out));
  }

  @Command(
      name = "set",
      description = {
        "Change settings while the tracker runs; they stay over restarts.",
        "Keys: " + KEYS + " (when the factors end: 48h, 7d, 2026-12-24T00:00:00Z or never).",
        "The value 'file' goes back to what the configuration file says."
      },
      mixinStandardHelpOptions = true)
  int set(
      @Parameters(
              arity = "1..*",
              paramLabel = "KEY=VALUE",
              description = "such as interval=30m or download-percent=0")
          List<String> changes) {
    SettingsPatch patch = SettingsPatch.nothing();
    for (String change : changes) {
      patch = with(patch, change);
    }
    SettingsPatch whole = patch;
    return ClientCommand.run(spec, (tracker, out) -> tell(tracker.changeSettings(whole), out));
  }

  private SettingsPatch with(SettingsPatch patch, String change) {
    int equals = change.indexOf('=');
    if (equals < 0) {
      throw ClientCommand.wrong(spec, change + " (expected: KEY=VALUE, with one of " + KEYS + ")");
    }
    String key = change.substring(0, equals);
    String value = change.substring(equals + 1);
    return switch (key) {
      case "interval" -> patch.interval(seconds(key, value));
      case "min-interval" -> patch.minInterval(seconds(key, value));
      case "upload-percent" -> patch.uploadPercent(percent(key, value));
      case "download-percent" -> patch.downloadPercent(percent(key, value));
      case "factors-end" ->
          patch.factorsEnd(
              value.equals(FROM_FILE) || value.equals("never")
                  ? null
                  : Units.instant(spec, key, value));
      default ->
          throw ClientCommand.wrong(
              spec, key + ": no such setting (expected: one of " + KEYS + ")");
    };
  }

  private @Nullable Integer seconds(String key, String value) {
    if (value.equals(FROM_FILE)) {
      return null; // the API's word for it
    }
    return (int) Math.min(Integer.MAX_VALUE, Units.duration(spec, key, value).toSeconds());
  }

  private @Nullable Integer percent(String key, String value) {
    if (value.equals(FROM_FILE)) {
      return null; // the API's word for it
    }
    if (!value.matches("[0-9]{1,4}")) {
      throw ClientCommand.wrong(spec, key + ": " + value + " (expected: 0 to 1000, or 'file')");
    }
    return Integer.valueOf(value);
  }

  private static int tell(Settings settings, Output out) {
    Long end = settings.factorsEnd();
    out.print(
        settings,
        () ->
            Table.ofFacts()
                .row("interval", Units.seconds(settings.interval()))
                .row("min-interval", Units.seconds(settings.minInterval()))
                .row("upload-percent", settings.uploadPercent())
                .row("download-percent", settings.downloadPercent())
                .row("factors-end", end == null ? "never" : Units.time(end)));
    return ClientExit.OK;
  }
}
