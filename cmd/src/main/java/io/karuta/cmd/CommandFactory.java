package io.karuta.cmd;

import io.karuta.cmd.client.ClientCommand;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes picocli's commands, those too that need something of the others. */
final class CommandFactory implements IFactory {

  private final Map<String, String> environment;

  CommandFactory(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == ClientCommand.class) {
      return type.cast(new ClientCommand(LocalAdmin::find, environment));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
