package io.karuta.cmd;

import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.storage.optmem.FileVerification;
import io.karuta.storage.optmem.OptmemConfig;
import io.karuta.storage.optmem.StoreVerification;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code karuta store verify}. */
@Command(
    name = "verify",
    description = {
      "Look at every peer in the swarm file for damage, while no tracker has it open.",
      "A file that was not closed in order is recovered first, as a tracker would."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the file is clean",
      "1:something is wrong in it, or it can't be opened",
      "78:the configuration is wrong"
    })
final class StoreVerifyCommand implements Callable<Integer> {

  @Mixin private ConfigArgument config = new ConfigArgument();

  /** Made by picocli. */
  StoreVerifyCommand() {}

  @Override
  public Integer call() {
    LoadedConfig loaded = config.load();
    OptmemConfig swarm = loaded.config().swarm();
    if (swarm.file().isEmpty()) {
      System.err.println(
          "karuta: " + config.file() + " names no swarm.file: swarms are in memory only");
      return ExitCode.FAILED;
    }
    System.out.println("swarm file " + swarm.file().get());
    long start = System.nanoTime();
    FileVerification verification = FileVerification.of(swarm, TrackerClock.system());
    tell(verification, System.nanoTime() - start);
    return verification.found().clean() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void tell(FileVerification verification, long nanos) {
    StoreVerification found = verification.found();
    if (verification.recovered()) {
      System.out.println("was not closed in order: recovered");
    }
    System.out.printf(
        Locale.ROOT,
        "%,d torrents, %,d blocks, %,d peers in %.1f s, opening included%n",
        found.swarms(),
        found.buckets(),
        found.records(),
        nanos / (double) TimeUnit.SECONDS.toNanos(1));
    if (found.clean()) {
      System.out.println("clean");
    }
    found.problems().forEach(System.out::println);
  }
}
