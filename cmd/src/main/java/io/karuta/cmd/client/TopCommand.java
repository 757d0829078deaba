package io.karuta.cmd.client;

import io.karuta.client.KarutaClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code karuta client top}. */
@Command(
    name = "top",
    description = {
      "Watch the tracker: announces per second, swarms, its parts and the largest torrents.",
      "In a terminal the screen is redrawn in place until q or Ctrl-C;",
      "elsewhere every look is printed below the last."
    },
    mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {

  private static final int PLAIN_ROWS = 40;
  private static final int PLAIN_COLUMNS = 200;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "from one look to the next; ${DEFAULT-VALUE} by default")
  private String interval = "2s";

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "how often to look; for ever by default")
  private @Nullable Integer count; // null unless the option is there

  @Option(
      names = "--by",
      paramLabel = "ORDER",
      defaultValue = "peers",
      description = "order torrents by peers, seeders or leechers; ${DEFAULT-VALUE} by default")
  private TopOrder order = TopOrder.PEERS;

  /** Made by picocli. */
  TopCommand() {}

  @Override
  public Integer call() {
    Duration pause = Units.duration(spec, "--interval", interval);
    if (!pause.isPositive() || (count != null && count < 1)) {
      throw ClientCommand.wrong(spec, "--interval and --count (expected: more than 0)");
    }
    return ClientCommand.run(spec, (tracker, out) -> watch(tracker, out, pause));
  }

  private int watch(KarutaClient tracker, Output out, Duration pause) {
    TopWatch watch = new TopWatch(tracker, tracker.url().toString());
    TopScreen first = watch.look(order); // what can't be reached is told on the usual screen
    Optional<Terminal> terminal = out.isJson() ? Optional.empty() : Terminal.open();
    try {
      if (terminal.isEmpty()) {
        return plain(watch, first, out, pause);
      }
      try (Terminal screen = terminal.get()) {
        return live(watch, first, screen, pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ClientExit.FAILED;
    }
  }

  private int plain(TopWatch watch, TopScreen first, Output out, Duration pause)
      throws InterruptedException {
    TopScreen screen = first;
    for (int looks = 1; !out.isBroken(); looks++) {
      if (out.isJson()) {
        out.say(screen, "");
      } else {
        List<String> lines = screen.lines(PLAIN_ROWS, PLAIN_COLUMNS, false, watch::name);
        out.text(String.join("\n", lines) + "\n\n");
      }
      out.flush();
      if (isLast(looks)) {
        break;
      }
      Thread.sleep(pause);
      screen = watch.look(order);
    }
    return ClientExit.OK;
  }

  private int live(TopWatch watch, TopScreen first, Terminal terminal, Duration pause)
      throws InterruptedException {
    TopScreen screen = first;
    for (int looks = 1; ; looks++) {
      Terminal.Size size = terminal.size();
      terminal.show(screen.lines(size.rows(), size.columns(), true, watch::name));
      if (isLast(looks)) {
        return ClientExit.OK;
      }
      int key = terminal.key(pause.toMillis()).orElse(0);
      switch (key) {
        case 'q', 'Q', -1 -> {
          return ClientExit.OK;
        }
        case 's' -> order = TopOrder.SEEDERS;
        case 'l' -> order = TopOrder.LEECHERS;
        case 'p' -> order = TopOrder.PEERS;
        default -> {} // any other key looks at once
      }
      screen = watch.look(order);
    }
  }

  private boolean isLast(int looks) {
    return count != null && looks >= count;
  }
}
