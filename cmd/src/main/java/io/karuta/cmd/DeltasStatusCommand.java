package io.karuta.cmd;

import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.privtrak.DeltaFileView;
import io.karuta.privtrak.DeltaFileView.HandlerStatus;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code karuta deltas status}. */
@Command(
    name = "status",
    description = {
      "Print for each handler how far it is and what it lacks.",
      "Only reads, so the tracker may run."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the file is sound",
      "1:something is wrong in it, or it can't be opened",
      "78:the configuration is wrong"
    })
final class DeltasStatusCommand implements Callable<Integer> {

  @Mixin private ConfigArgument config = new ConfigArgument();

  /** Made by picocli. */
  DeltasStatusCommand() {}

  @Override
  public Integer call() {
    try (DeltaFileView view = DeltaFileView.open(config.load().deltaFile())) {
      System.out.printf(
          Locale.ROOT,
          "ring %s, %d places, last delta %d, held from %d on%n",
          view.ring(),
          view.slots(),
          view.last(),
          view.firstHeld());
      int nowSecond = TrackerClock.system().nowSecond();
      for (HandlerStatus handler : view.handlers()) {
        System.out.printf(
            Locale.ROOT,
            "%s: delivered through %d, %d waiting%s%n",
            handler.name(),
            handler.delivered(),
            handler.undelivered(),
            handler.undelivered() == 0
                ? ""
                : ", the oldest for " + (nowSecond - handler.oldestSecond()) + " s");
      }
      view.defects().forEach(defect -> System.out.println("damaged: " + defect));
      return view.defects().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
