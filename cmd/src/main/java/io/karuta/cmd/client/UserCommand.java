package io.karuta.cmd.client;

import io.karuta.client.Condition;
import io.karuta.client.Page;
import io.karuta.client.User;
import io.karuta.client.UserPatch;
import io.karuta.client.UserTotals;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code karuta client user}: who may announce. */
@Command(
    name = "user",
    description = "Who may announce, and what they have moved.",
    mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {

  private static final String PASSKEY_FILE =
      "file with the passkey, or - for standard input; never an argument, which other users of"
          + " this machine could see";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  UserCommand() {}

  @Override
  public void run() {
    throw ClientCommand.wrong(spec, "name a command, such as 'karuta client user list'");
  }

  @Command(
      name = "add",
      description = {
        "Add a user. Without --passkey-file the passkey is a random one,",
        "which is printed once, here."
      },
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "USER_ID", description = "the site's number") long id,
      @Parameters(paramLabel = "NAME", description = "for display") String name,
      @Option(names = "--passkey-file", paramLabel = "FILE", description = PASSKEY_FILE)
          @Nullable Path passkeyFile) {
    String passkey = passkeyFile == null ? Passkeys.random() : Passkeys.in(spec, passkeyFile);
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          User added = tracker.users().put(User.of(id, passkey, name), Condition.ifAbsent());
          String told = passkeyFile == null ? ", with the passkey " + passkey : "";
          out.say(added, "user " + added.userId() + " is added" + told);
          return ClientExit.OK;
        });
  }

  @Command(
      name = "list",
      description = "List users by the site's numbers.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin ListOptions part,
      @Option(
              names = "--enabled",
              arity = "1",
              paramLabel = "true|false",
              description = "only those that may, or may not, announce")
          @Nullable Boolean enabled,
      @Option(names = "--name", paramLabel = "PREFIX", description = "only names that begin so")
          @Nullable String prefix) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Page<User> page =
              part.read(
                  spec,
                  query ->
                      Filters.of(query)
                          .with("enabled", enabled)
                          .with("name_prefix", prefix)
                          .query(),
                  tracker.users()::page);
          out.print(page, () -> table(page));
          ListOptions.tellRest(page, out);
          return ClientExit.OK;
        });
  }

  private static Table table(Page<User> page) {
    Table table =
        new Table(
            ">ID",
            "ENABLED",
            "CAN LEECH",
            ">UP %",
            ">DOWN %",
            ">UPLOADED",
            ">DOWNLOADED",
            ">SNATCHES",
            "NAME");
    for (User user : page.items()) {
      table.row(
          user.userId(),
          yesOrNo(user.enabled()),
          yesOrNo(user.canLeech()),
          user.uploadPercent(),
          user.downloadPercent(),
          Units.bytes(user.totals().uploaded()),
          Units.bytes(user.totals().downloaded()),
          user.totals().snatches(),
          user.name());
    }
    return table;
  }

  private static String yesOrNo(boolean value) {
    return value ? "yes" : "no";
  }

  @Command(name = "show", description = "Show a user.", mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "USER_ID", description = "the site's number") long id,
      @Option(names = "--passkey", description = "show the passkey, too") boolean passkey) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Optional<User> found = tracker.users().find(id);
          found.ifPresent(user -> out.print(user, () -> facts(user, passkey)));
          return found.isPresent() ? ClientExit.OK : ClientCommand.absent(spec, "user " + id);
        });
  }

  private static Table facts(User user, boolean passkey) {
    UserTotals totals = user.totals();
    Table table = Table.ofFacts();
    table.row("user", user.userId());
    table.row("name", user.name());
    if (passkey) {
      table.row("passkey", user.passkey().isEmpty() ? "(not for this credential)" : user.passkey());
    }
    return table
        .row("enabled", yesOrNo(user.enabled()))
        .row("can leech", yesOrNo(user.canLeech()))
        .row("upload credit", user.uploadPercent() + " %")
        .row("download credit", user.downloadPercent() + " %")
        .row("uploaded", Units.bytes(totals.uploaded()))
        .row("downloaded", Units.bytes(totals.downloaded()))
        .row("credited upload", Units.bytes(totals.creditedUploaded()))
        .row("credited download", Units.bytes(totals.creditedDownloaded()))
        .row("seeding", Units.seconds(totals.seedSeconds()))
        .row("leeching", Units.seconds(totals.leechSeconds()))
        .row("snatches", Units.count(totals.snatches()));
  }

  @Command(
      name = "edit",
      description = "Change some of a user; the rest stays.",
      mixinStandardHelpOptions = true)
  int edit(
      @Parameters(paramLabel = "USER_ID", description = "the site's number") long id,
      @Option(names = "--name", paramLabel = "NAME", description = "for display")
          @Nullable String name,
      @Option(
              names = "--enabled",
              arity = "1",
              paramLabel = "true|false",
              description = "whether the user may announce at all")
          @Nullable Boolean enabled,
      @Option(
              names = "--can-leech",
              arity = "1",
              paramLabel = "true|false",
              description = "whether the user may download")
          @Nullable Boolean canLeech,
      @Option(
              names = "--upload-percent",
              paramLabel = "N",
              description = "credit per uploaded byte, 0 to 1000")
          @Nullable Integer upload,
      @Option(
              names = "--download-percent",
              paramLabel = "N",
              description = "credit per downloaded byte, 0 to 1000")
          @Nullable Integer download,
      @Option(
              names = "--new-passkey",
              description = "a random passkey, printed once; the old one is worth nothing then")
          boolean newPasskey,
      @Option(names = "--passkey-file", paramLabel = "FILE", description = PASSKEY_FILE)
          @Nullable Path passkeyFile) {
    if (newPasskey && passkeyFile != null) {
      throw ClientCommand.wrong(spec, "--new-passkey or --passkey-file, not both of them");
    }
    String random = Passkeys.random();
    UserPatch patch = UserPatch.nothing();
    patch = name == null ? patch : patch.name(name);
    patch = enabled == null ? patch : patch.enabled(enabled);
    patch = canLeech == null ? patch : patch.canLeech(canLeech);
    patch = upload == null ? patch : patch.uploadPercent(upload);
    patch = download == null ? patch : patch.downloadPercent(download);
    patch = passkeyFile == null ? patch : patch.passkey(Passkeys.in(spec, passkeyFile));
    UserPatch whole = newPasskey ? patch.passkey(random) : patch;
    if (whole.isEmpty()) {
      throw ClientCommand.wrong(spec, "name what to change, such as --enabled");
    }
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Optional<User> changed = tracker.users().patch(id, whole);
          changed.ifPresent(user -> out.print(user, () -> facts(user, newPasskey)));
          return changed.isPresent() ? ClientExit.OK : ClientCommand.absent(spec, "user " + id);
        });
  }

  @Command(name = "delete", description = "Remove a user.", mixinStandardHelpOptions = true)
  int delete(@Parameters(paramLabel = "USER_ID", description = "the site's number") long id) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          if (!tracker.users().delete(id)) {
            return ClientCommand.absent(spec, "user " + id);
          }
          out.done("deleted", "user " + id + " is removed");
          return ClientExit.OK;
        });
  }
}
