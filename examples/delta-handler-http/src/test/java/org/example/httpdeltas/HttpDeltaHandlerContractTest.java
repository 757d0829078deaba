package org.example.httpdeltas;

import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.testkit.delta.Booked;
import io.karuta.testkit.delta.DeltaHandlerContract;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class HttpDeltaHandlerContractTest extends DeltaHandlerContract {

  private final Site site;

  HttpDeltaHandlerContractTest() throws IOException {
    site = new Site();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Override
  protected DeltaHandler open() {
    return new HttpDeltaHandler(
        new HttpDeltaConfig(site.endpoint(), "secret", Duration.ofSeconds(10)));
  }

  @Override
  protected Booked booked(long userNumber, long torrentNumber) {
    return site.booked(userNumber, torrentNumber);
  }

  @Override
  protected void breakDown() {
    site.status(503);
  }

  @Override
  protected void repair() {
    site.status(204);
  }
}
