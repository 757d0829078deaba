package io.karuta.cmd.client;

import io.karuta.client.Client;
import io.karuta.client.Condition;
import io.karuta.client.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code karuta client whitelist}: which kinds of client may announce. */
@Command(
    name = "whitelist",
    description = "Which kinds of client may announce.",
    mixinStandardHelpOptions = true)
final class WhitelistCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  WhitelistCommand() {}

  @Override
  public void run() {
    throw ClientCommand.wrong(spec, "name a command, such as 'karuta client whitelist list'");
  }

  @Command(
      name = "add",
      description = "Let a kind of client announce.",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(
              paramLabel = "PREFIX",
              description = "what its peer ids begin with, such as -DE or -TR30")
          String prefix,
      @Parameters(paramLabel = "NAME", description = "for display, such as Deluge") String name,
      @Option(names = "--replace", description = "also if it is in the list; otherwise refused")
          boolean replace) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Client added =
              tracker
                  .clients()
                  .put(
                      new Client(prefix, name),
                      replace ? Condition.always() : Condition.ifAbsent());
          out.say(added, added.prefix() + " may announce: " + added.name());
          return ClientExit.OK;
        });
  }

  @Command(name = "list", description = "List the clients.", mixinStandardHelpOptions = true)
  int list(@Mixin ListOptions part) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          Page<Client> page = part.read(spec, query -> query, tracker.clients()::page);
          out.print(page, () -> table(page));
          ListOptions.tellRest(page, out);
          return ClientExit.OK;
        });
  }

  private static Table table(Page<Client> page) {
    Table table = new Table("PREFIX", "NAME");
    page.items().forEach(client -> table.row(client.prefix(), client.name()));
    return table;
  }

  @Command(
      name = "delete",
      description = "Refuse a kind of client from now on.",
      mixinStandardHelpOptions = true)
  int delete(@Parameters(paramLabel = "PREFIX", description = "as it was added") String prefix) {
    return ClientCommand.run(
        spec,
        (tracker, out) -> {
          if (!tracker.clients().delete(prefix)) {
            return ClientCommand.absent(spec, prefix);
          }
          out.done("deleted", prefix + " is removed");
          return ClientExit.OK;
        });
  }
}
