package io.karuta.privtrak.handler;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.testkit.delta.TestBatch;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LogDeltaHandlerTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.karuta.deltas");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  @Test
  void writesALineForTheBatchAndOneForEachUserAndTorrent() throws DeltaHandlerException {
    try (DeltaHandler handler = new LogDeltaHandler()) {
      handler.handle(
          new TestBatch(UUID.randomUUID(), 7)
              .add(12, 345, 600, 0)
              .add(12, 345, DeltaEvent.COMPLETED, 400, 50, 0, true)
              .add(13, 345, 1, 2)
              .build());
    }

    assertThat(lines())
        .containsExactly(
            "deltas 7 to 9: 3",
            "user 12 torrent 345: 1000 up, 50 down, credited 1000 up, 50 down, 60 s seeding,"
                + " 60 s leeching, 1 snatches, COMPLETED",
            "user 13 torrent 345: 1 up, 2 down, credited 1 up, 2 down, 0 s seeding,"
                + " 60 s leeching, 0 snatches, NONE");
  }

  @Test
  void onlyCountsDeltasWithoutNumbers() throws DeltaHandlerException {
    try (DeltaHandler handler = new LogDeltaHandler()) {
      handler.handle(new TestBatch(UUID.randomUUID(), 0).add(0, 1, 10, 0).add(1, 0, 10, 0).build());
    }

    assertThat(lines()).containsExactly("deltas 0 to 1: 2");
  }

  private List<String> lines() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
