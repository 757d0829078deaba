package io.karuta.cmd.client;

import io.karuta.client.Page;
import io.karuta.client.Token;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code karuta client token}: better credit for single users on single torrents. */
@Command(
    name = "token",
    description = "Better credit for one user on one torrent, such as freeleech.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  TokenCommand() {}

  @Override
  public void run() {
    throw ClientCommand.wrong(spec, "name a command, such as 'karuta client token list'");
  }

  @Command(
      name = "add",
      description = "Give a token, or replace it; freeleech unless told otherwise.",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "USER_ID", description = "the site's number") long userId,
      @Parameters(paramLabel = "TORRENT_ID", description = "the site's number") long torrentId,
      @Option(
              names = "--download-percent",
              paramLabel = "N",
              defaultValue = "0",
              description = "credit per downloaded byte, 0 to 100; ${DEFAULT-VALUE} by default")
          int download,
      @Option(
              names = "--upload-percent",
              paramLabel = "N",
              defaultValue = "100",
              description = "credit per uploaded byte, 100 to 1000; ${DEFAULT-VALUE} by default")
          int upload,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              description = "when it ends: 48h, 7d, or 2026-12-24T00:00:00Z; never by default")
          @Nullable String expires) {
    Long end = expires == null ? null : Units.instant(spec, "--expires", expires);
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Token given = tracker.tokens().put(new Token(userId, torrentId, upload, download, end));
          out.print(given, () -> heading().row(cells(given)));
          return ClientExit.OK;
        });
  }

  @Command(
      name = "list",
      description = "List tokens by user and torrent.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin ListOptions part,
      @Option(names = "--user", paramLabel = "USER_ID", description = "only this user's")
          @Nullable Long userId,
      @Option(names = "--torrent", paramLabel = "TORRENT_ID", description = "only on this torrent")
          @Nullable Long torrentId) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Page<Token> page =
              part.read(
                  spec,
                  query ->
                      Filters.of(query)
                          .with("user_id", userId)
                          .with("torrent_id", torrentId)
                          .query(),
                  tracker.tokens()::page);
          out.print(page, () -> table(page));
          ListOptions.tellRest(page, out);
          return ClientExit.OK;
        });
  }

  private static Table table(Page<Token> page) {
    Table table = heading();
    page.items().forEach(token -> table.row(cells(token)));
    return table;
  }

  private static Table heading() {
    return new Table(">USER", ">TORRENT", ">UP %", ">DOWN %", "EXPIRES");
  }

  private static Object[] cells(Token token) {
    Long end = token.expiresAt();
    return new Object[] {
      token.userId(),
      token.torrentId(),
      token.uploadPercent(),
      token.downloadPercent(),
      end == null ? "never" : Units.time(end)
    };
  }

  @Command(name = "delete", description = "Take a token away.", mixinStandardHelpOptions = true)
  int delete(
      @Parameters(paramLabel = "USER_ID", description = "the site's number") long userId,
      @Parameters(paramLabel = "TORRENT_ID", description = "the site's number") long torrentId) {
    String what = "a token of user " + userId + " on torrent " + torrentId;
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          if (!tracker.tokens().delete(userId, torrentId)) {
            return ClientCommand.absent(spec, what);
          }
          out.done("deleted", what + " is removed");
          return ClientExit.OK;
        });
  }
}
