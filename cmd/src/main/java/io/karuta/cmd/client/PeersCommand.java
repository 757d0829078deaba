package io.karuta.cmd.client;

import io.karuta.client.Page;
import io.karuta.client.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code karuta client peers}: who is in the swarms. */
@Command(name = "peers", description = "Who is in the swarms.", mixinStandardHelpOptions = true)
final class PeersCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  PeersCommand() {}

  @Override
  public void run() {
    throw ClientCommand.wrong(
        spec, "name a command, such as 'karuta client peers torrent INFO_HASH'");
  }

  @Command(
      name = "torrent",
      description = "List the peers of a torrent.",
      mixinStandardHelpOptions = true)
  int torrent(
      @Parameters(paramLabel = "INFO_HASH", description = "40 hexadecimal digits")
          String infoHash) {
    return ClientCommand.run(
        spec, (tracker, out) -> list(out, "USER", tracker.torrents().peers(infoHash)));
  }

  @Command(
      name = "user",
      description = "List the peers of a user.",
      mixinStandardHelpOptions = true)
  int user(@Parameters(paramLabel = "USER_ID", description = "the site's number") long userId) {
    return ClientCommand.run(
        spec, (tracker, out) -> list(out, "TORRENT", tracker.users().peers(userId)));
  }

  private static int list(Output out, String whose, List<Peer> peers) {
    out.print(new Page<>(peers, null), () -> table(whose, peers));
    return ClientExit.OK;
  }

  private static Table table(String whose, List<Peer> peers) {
    Table table =
        new Table(
            ">" + whose,
            "CLIENT",
            "STATE",
            ">UPLOADED",
            ">DOWNLOADED",
            ">LEFT",
            "SEEN (UTC)",
            "ADDRESSES");
    for (Peer peer : peers) {
      Long number = peer.userId() == null ? peer.torrentId() : peer.userId();
      table.row(
          number == null ? "" : number,
          peer.peerId(),
          state(peer),
          Units.bytes(peer.uploaded()),
          Units.bytes(peer.downloaded()),
          Units.bytes(peer.left()),
          Units.time(peer.seenAt()),
          String.join(" ", peer.endpoints()));
    }
    return table;
  }

  private static String state(Peer peer) {
    if (peer.dormant()) {
      return "dormant";
    }
    if (peer.seeder()) {
      return "seeder";
    }
    return peer.partialSeed() ? "partial seed" : "leecher";
  }

  @Command(
      name = "kick",
      description = "Remove a user's peers from a torrent's swarm.",
      mixinStandardHelpOptions = true)
  int kick(
      @Parameters(paramLabel = "INFO_HASH", description = "40 hexadecimal digits") String infoHash,
      @Parameters(paramLabel = "USER_ID", description = "the site's number") long userId) {
    return ClientCommand.run(
        spec, (tracker, out) -> removed(out, tracker.torrents().kick(infoHash, userId)));
  }

  @Command(
      name = "flush",
      description = "Remove a user's peers from every swarm.",
      mixinStandardHelpOptions = true)
  int flush(
      @Parameters(paramLabel = "USER_ID", description = "the site's number") long userId,
      @Option(
              names = "--idle",
              paramLabel = "TIME",
              defaultValue = "0s",
              description = "only those that were silent for so long, such as 30m")
          String idle) {
    Duration silent = Units.duration(spec, "--idle", idle);
    return ClientCommand.run(
        spec, (tracker, out) -> removed(out, tracker.users().flush(userId, silent)));
  }

  private static int removed(Output out, int count) {
    out.say(
        Map.of("removed", count), count + (count == 1 ? " peer is" : " peers are") + " removed");
    return ClientExit.OK;
  }
}
