package io.karuta.cmd.client;

import io.karuta.client.Condition;
import io.karuta.client.Page;
import io.karuta.client.Torrent;
import io.karuta.client.TorrentPatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code karuta client torrent}: which torrents may be announced. */
@Command(
    name = "torrent",
    description = "Which torrents may be announced.",
    mixinStandardHelpOptions = true,
    subcommands = TorrentAddFileCommand.class)
final class TorrentCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  TorrentCommand() {}

  @Override
  public void run() {
    throw ClientCommand.wrong(spec, "name a command, such as 'karuta client torrent list'");
  }

  @Command(
      name = "add",
      description = "Register a torrent by its info hash.",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "INFO_HASH", description = "40 hexadecimal digits") String infoHash,
      @Option(names = "--id", required = true, paramLabel = "N", description = "the site's number")
          long id,
      @Option(names = "--name", required = true, paramLabel = "NAME", description = "for display")
          String name,
      @Option(names = "--replace", description = "also if it is registered; otherwise refused")
          boolean replace) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Torrent added =
              tracker
                  .torrents()
                  .put(
                      Torrent.of(id, infoHash, name),
                      replace ? Condition.always() : Condition.ifAbsent());
          out.say(added, "torrent " + added.torrentId() + " is registered: " + added.infoHash());
          return ClientExit.OK;
        });
  }

  @Command(
      name = "list",
      description = "List torrents by the site's numbers.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin ListOptions part,
      @Option(
              names = "--status",
              paramLabel = "STATUS",
              description = "only active, disabled or awaiting-approval ones")
          @Nullable String status,
      @Option(names = "--name", paramLabel = "PREFIX", description = "only names that begin so")
          @Nullable String prefix) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Page<Torrent> page =
              part.read(
                  spec,
                  query ->
                      Filters.of(query).with("status", status).with("name_prefix", prefix).query(),
                  tracker.torrents()::page);
          out.print(page, () -> table(page));
          ListOptions.tellRest(page, out);
          return ClientExit.OK;
        });
  }

  private static Table table(Page<Torrent> page) {
    Table table =
        new Table(
            ">ID",
            "INFO HASH",
            "STATUS",
            ">SEEDERS",
            ">LEECHERS",
            ">SNATCHES",
            ">UP %",
            ">DOWN %",
            "NAME");
    for (Torrent torrent : page.items()) {
      table.row(
          torrent.torrentId(),
          torrent.infoHash(),
          torrent.status(),
          torrent.seeders(),
          torrent.leechers(),
          torrent.snatches(),
          torrent.uploadPercent(),
          torrent.downloadPercent(),
          torrent.name());
    }
    return table;
  }

  @Command(name = "show", description = "Show a torrent.", mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "INFO_HASH", description = "40 hexadecimal digits")
          String infoHash) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Optional<Torrent> found = tracker.torrents().find(infoHash);
          found.ifPresent(torrent -> out.print(torrent, () -> facts(torrent)));
          return found.isPresent() ? ClientExit.OK : ClientCommand.absent(spec, infoHash);
        });
  }

  private static Table facts(Torrent torrent) {
    return Table.ofFacts()
        .row("torrent", torrent.torrentId())
        .row("info hash", torrent.infoHash())
        .row("name", torrent.name())
        .row("status", torrent.status())
        .row("reason", torrent.reason())
        .row("upload credit", torrent.uploadPercent() + " %")
        .row("download credit", torrent.downloadPercent() + " %")
        .row("seeders", Units.count(torrent.seeders()))
        .row("leechers", Units.count(torrent.leechers()))
        .row("snatches", Units.count(torrent.snatches()));
  }

  @Command(
      name = "edit",
      description = "Change some of a torrent; the rest stays.",
      mixinStandardHelpOptions = true)
  int edit(
      @Parameters(paramLabel = "INFO_HASH", description = "40 hexadecimal digits") String infoHash,
      @Option(names = "--id", paramLabel = "N", description = "the site's number")
          @Nullable Long id,
      @Option(names = "--name", paramLabel = "NAME", description = "for display")
          @Nullable String name,
      @Option(
              names = "--status",
              paramLabel = "STATUS",
              description = "active, disabled or awaiting-approval")
          @Nullable String status,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              description = "what clients are told of a torrent that is not active")
          @Nullable String reason,
      @Option(
              names = "--upload-percent",
              paramLabel = "N",
              description = "credit per uploaded byte, 0 to 1000")
          @Nullable Integer upload,
      @Option(
              names = "--download-percent",
              paramLabel = "N",
              description = "credit per downloaded byte, 0 to 1000; 0 is freeleech")
          @Nullable Integer download) {
    TorrentPatch patch = TorrentPatch.nothing();
    patch = id == null ? patch : patch.torrentId(id);
    patch = name == null ? patch : patch.name(name);
    patch = status == null ? patch : patch.status(status);
    patch = reason == null ? patch : patch.reason(reason);
    patch = upload == null ? patch : patch.uploadPercent(upload);
    TorrentPatch whole = download == null ? patch : patch.downloadPercent(download);
    if (whole.isEmpty()) {
      throw ClientCommand.wrong(spec, "name what to change, such as --status");
    }
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Optional<Torrent> changed = tracker.torrents().patch(infoHash, whole);
          changed.ifPresent(torrent -> out.print(torrent, () -> facts(torrent)));
          return changed.isPresent() ? ClientExit.OK : ClientCommand.absent(spec, infoHash);
        });
  }

  @Command(
      name = "delete",
      description = "Remove a torrent and its peers; clients hear that it is unregistered.",
      mixinStandardHelpOptions = true)
  int delete(
      @Parameters(paramLabel = "INFO_HASH", description = "40 hexadecimal digits")
          String infoHash) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          if (!tracker.torrents().delete(infoHash)) {
            return ClientCommand.absent(spec, infoHash);
          }
          out.done("deleted", infoHash + " is removed");
          return ClientExit.OK;
        });
  }
}
