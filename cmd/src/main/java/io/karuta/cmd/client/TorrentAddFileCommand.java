package io.karuta.cmd.client;

import io.karuta.client.Condition;
import io.karuta.client.KarutaClient;
import io.karuta.client.Torrent;
import io.karuta.client.torrentfile.TorrentFile;
import io.karuta.client.torrentfile.TorrentFileException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code karuta client torrent addfile}.
 *
 * <p>Of a hybrid, clients with version 2 announce both info hashes and tell the same counters with
 * each. So the second one, if it is registered at all, earns and costs nothing.
 */
@Command(
    name = "addfile",
    description = {
      "Register the torrent of a .torrent file.",
      "Broken files are refused, with the place where they are.",
      "",
      "Of a hybrid (version 1 and 2 in one) clients announce two info hashes. Version 1's is"
          + " registered, which every client announces. With --v2-id the other is registered, too,"
          + " under a number of its own and without credit: clients that announce both tell the"
          + " same bytes twice.",
      ""
    },
    mixinStandardHelpOptions = true)
final class TorrentAddFileCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "a .torrent file")
  private Path file = Path.of("");

  @Option(names = "--id", required = true, paramLabel = "N", description = "the site's number")
  private long id;

  @Option(
      names = "--v2-id",
      paramLabel = "N",
      description = "the site's number for the other info hash of a hybrid")
  private @Nullable Long version2Id; // null unless the option is there

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "for display; the torrent's own by default")
  private @Nullable String name; // null unless the option is there

  @Option(names = "--replace", description = "also if it is registered; otherwise refused")
  private boolean replace;

  /** Made by picocli. */
  TorrentAddFileCommand() {}

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    TorrentFile torrent;
    try {
      torrent = TorrentFile.read(file);
    } catch (TorrentFileException e) {
      err.println("karuta: " + e.getMessage());
      return ClientExit.REFUSED;
    } catch (UncheckedIOException e) {
      err.println("karuta: " + file + " can't be read: " + e.getCause());
      return ClientExit.REFUSED;
    }
    List<Torrent> entries = entries(torrent);
    if (!torrent.isPrivate()) {
      err.println(
          "karuta: warning: " + file + " is not private: clients will find peers elsewhere, too");
    }
    if (torrent.isHybrid() && version2Id == null) {
      err.println(
          "karuta: "
              + file
              + " is a hybrid; without --v2-id only its info hash of version 1 is registered");
    }
    return ClientCommand.run(spec, (tracker, out) -> add(tracker, out, torrent, entries));
  }

  private List<Torrent> entries(TorrentFile torrent) {
    String shown = name == null ? torrent.name() : name;
    List<Torrent> entries = new ArrayList<>();
    torrent.infoHash().ifPresent(hash -> entries.add(Torrent.of(id, hash, shown)));
    if (!torrent.isHybrid()) {
      if (version2Id != null) {
        throw ClientCommand.wrong(
            spec, "--v2-id: " + file + " is no hybrid and has one info hash only");
      }
      torrent.announcedHash2().ifPresent(hash -> entries.add(Torrent.of(id, hash, shown)));
    } else if (version2Id != null) {
      long second = version2Id;
      torrent
          .announcedHash2()
          .ifPresent(hash -> entries.add(Torrent.of(second, hash, shown).withFactors(0, 0)));
    }
    return entries;
  }

  private int add(KarutaClient tracker, Output out, TorrentFile file, List<Torrent> entries) {
    List<Torrent> added = new ArrayList<>();
    for (Torrent entry : entries) {
      added.add(tracker.torrents().put(entry, replace ? Condition.always() : Condition.ifAbsent()));
    }
    out.print(added, () -> table(file, added));
    return ClientExit.OK;
  }

  private static Table table(TorrentFile file, List<Torrent> added) {
    Table table = new Table(">ID", "INFO HASH", ">SIZE", "NAME");
    for (Torrent torrent : added) {
      table.row(
          torrent.torrentId(), torrent.infoHash(), Units.bytes(file.sizeBytes()), torrent.name());
    }
    return table;
  }
}
