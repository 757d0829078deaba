package io.karuta.cmd;

import io.karuta.storage.optmem.OptmemConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code karuta store plan}. */
@Command(
    name = "plan",
    description = "Print what the swarm store's sizes take on disk and in memory.",
    mixinStandardHelpOptions = true)
final class StorePlanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigArgument config = new ConfigArgument();

  @Option(
      names = "--max-peers",
      paramLabel = "N",
      description = "instead of swarm.max-peers of the configuration")
  private @Nullable Long maxPeers; // null unless the option is there

  @Option(
      names = "--max-torrents",
      paramLabel = "N",
      description = "instead of swarm.max-torrents of the configuration")
  private @Nullable Long maxTorrents; // null unless the option is there

  /** Made by picocli. */
  StorePlanCommand() {}

  @Override
  public Integer call() {
    LoadedConfig loaded = config.load();
    OptmemConfig configured = loaded.config().swarm();
    OptmemConfig swarm =
        new OptmemConfig(
            configured.file(),
            size("--max-peers", maxPeers, configured.maxPeers()),
            size("--max-torrents", maxTorrents, configured.maxTorrents()),
            configured.peerLifetime(),
            configured.dormantLifetime(),
            configured.keepTraits(),
            configured.addressCache());
    new PlanText(swarm).print(System.out);
    return ExitCode.OK;
  }

  private long size(String option, @Nullable Long asked, long configured) {
    if (asked == null) {
      return configured;
    }
    if (asked < 1 || asked > OptmemConfig.MOST) {
      throw new ParameterException(
          spec.commandLine(),
          option + ": " + asked + " (expected: 1 to " + OptmemConfig.MOST + ")");
    }
    return asked;
  }
}
