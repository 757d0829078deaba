package io.karuta.privtrak.handler;

import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.delta.Booked;
import io.karuta.testkit.delta.DeltaHandlerContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class JsonlDeltaHandlerContractTest extends DeltaHandlerContract {

  private final FaultyDisk disk = new FaultyDisk();

  @TempDir private Path folder;

  @Override
  protected DeltaHandler open() {
    JsonlConfig config =
        JsonlConfig.read(FakeOptions.of(Map.of("folder", folder.toString(), "fsync", false)));
    return JsonlDeltaHandler.open(config, new FakeClock(), disk);
  }

  @Override
  protected Booked booked(long userNumber, long torrentNumber) {
    return JsonlFiles.booked(folder, userNumber, torrentNumber);
  }

  @Override
  protected void breakDown() {
    disk.full = true;
  }

  @Override
  protected void repair() {
    disk.full = false;
  }
}
