package io.karuta.cmd.client;

import io.karuta.client.Counts;
import io.karuta.client.CountsUpdate;
import io.karuta.client.KarutaException;
import io.karuta.client.TorrentCounts;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code karuta client counts}. */
@Command(
    name = "counts",
    description = "Seeders, leechers and snatches of every torrent.",
    mixinStandardHelpOptions = true)
final class CountsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--since",
      paramLabel = "CHANGE",
      description = "only those that changed since an earlier answer, by its change number")
  private @Nullable String since; // null unless the option is there

  @Option(
      names = "--follow",
      description = "go on with those that change, as they change, until Ctrl-C")
  private boolean follow;

  /** Made by picocli. */
  CountsCommand() {}

  @Override
  public Integer call() {
    return ClientCommand.run(
        spec,
        (tracker, out) -> follow ? follow(tracker.counts(), out) : once(tracker.counts(), out));
  }

  private int once(Counts counts, Output out) {
    CountsUpdate update = since == null ? counts.all() : counts.since(since);
    out.print(update, () -> table(update));
    if (!out.isJson()) {
      out.text("(change " + update.change() + ")\n");
    }
    return ClientExit.OK;
  }

  private int follow(Counts counts, Output out) {
    CountsUpdate first = since == null ? counts.all() : counts.since(since);
    out.print(first, () -> table(first));
    out.flush();
    try (Stream<CountsUpdate> events = counts.events(first.change(), this::goOn)) {
      for (Iterator<CountsUpdate> next = events.iterator(); !out.isBroken() && next.hasNext(); ) {
        print(next.next(), out);
      }
    }
    return ClientExit.OK;
  }

  private static void print(CountsUpdate update, Output out) {
    if (out.isJson() || !update.items().isEmpty()) {
      out.print(update, () -> table(update));
    }
    if (!out.isJson()) {
      for (CountsUpdate.Removed gone : update.removed()) {
        out.text(
            "torrent " + gone.torrentId() + " is registered no more: " + gone.infoHash() + "\n");
      }
    }
    out.flush();
  }

  /** Whoever follows wants to go on when the tracker is there again. */
  private boolean goOn(KarutaException why, int failures) {
    if (failures == 1) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("karuta: " + Table.printable(why.getMessage() + "; trying again until Ctrl-C"));
      err.flush();
    }
    return true;
  }

  private static Table table(CountsUpdate update) {
    Table table = new Table(">ID", "INFO HASH", ">SEEDERS", ">LEECHERS", ">SNATCHES");
    for (TorrentCounts counts : update.items()) {
      table.row(
          counts.torrentId(),
          counts.infoHash(),
          counts.seeders(),
          counts.leechers(),
          counts.snatches());
    }
    return table;
  }
}
