package org.example.httpdeltas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.testkit.delta.TestBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpDeltaHandlerTest {

  private static final UUID RING = new UUID(1, 2);

  private final Site site;

  HttpDeltaHandlerTest() throws IOException {
    site = new Site();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private HttpDeltaHandler open(String token, Duration timeout) {
    return new HttpDeltaHandler(new HttpDeltaConfig(site.endpoint(), token, timeout));
  }

  private HttpDeltaHandler open() {
    return open("", Duration.ofSeconds(10));
  }

  private static DeltaBatch batch() {
    return new TestBatch(RING, 7).add(1, 1, 10, 0).add(2, 1, 20, 0).build();
  }

  @Test
  void namesTheBatchSoThatTheSiteCanTellARepeat() throws DeltaHandlerException {
    try (HttpDeltaHandler handler = open()) {
      handler.handle(batch());
      handler.handle(batch());
    }

    assertThat(site.keys()).containsExactly(RING + "-7-8", RING + "-7-8");
    assertThat(site.booked(1, 1).uploaded()).isEqualTo(10);
  }

  @Test
  void countsABatchOnceWhoseAnswerWasLost() throws DeltaHandlerException {
    try (HttpDeltaHandler handler = open()) {
      site.losesAnswers(true);
      assertThatThrownBy(() -> handler.handle(batch())).isInstanceOf(DeltaHandlerException.class);

      site.losesAnswers(false);
      handler.handle(batch());
    }

    assertThat(site.booked(1, 1).uploaded()).isEqualTo(10);
    assertThat(site.booked(2, 1).uploaded()).isEqualTo(20);
  }

  @Test
  void asksTheSiteHowFarItGot() throws DeltaHandlerException {
    try (HttpDeltaHandler handler = open()) {
      assertThat(handler.deliveredThrough(RING)).isEqualTo(DeltaHandler.UNKNOWN);
      handler.handle(batch());
      assertThat(handler.deliveredThrough(RING)).isEqualTo(8);

      site.status(500);
      assertThatThrownBy(() -> handler.deliveredThrough(RING)).hasMessageContaining("500");
      site.status(200);
      assertThatThrownBy(() -> handler.deliveredThrough(new UUID(3, 4)))
          .hasMessageContaining("no sequence");
    }
  }

  @Test
  void showsItsToken() throws DeltaHandlerException {
    try (HttpDeltaHandler handler = open("secret", Duration.ofSeconds(10))) {
      handler.handle(batch());
    }

    assertThat(site.authorizations()).containsExactly("Bearer secret");
  }

  @Test
  void believesNothingButSuccess() {
    try (HttpDeltaHandler handler = open()) {
      for (int status : new int[] {301, 401, 404, 500}) {
        site.status(status);
        assertThatThrownBy(() -> handler.handle(batch()))
            .isInstanceOf(DeltaHandlerException.class)
            .hasMessage(site.endpoint() + " answered " + status);
      }
    }
  }

  @Test
  void givesUpWaitingForAnAnswer() {
    site.silent();
    HttpDeltaHandler handler = open("", Duration.ofMillis(200));

    assertThatThrownBy(() -> handler.handle(batch()))
        .isInstanceOf(DeltaHandlerException.class)
        .hasMessageContaining("timed out");

    handler.close();
  }

  @Test
  void failsWhileNobodyListens() {
    site.close();
    try (HttpDeltaHandler handler = open()) {
      assertThatThrownBy(() -> handler.handle(batch()))
          .isInstanceOf(DeltaHandlerException.class)
          .hasMessageContaining(site.endpoint().toString());
    }
  }
}
