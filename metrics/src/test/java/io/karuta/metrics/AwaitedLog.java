package io.karuta.metrics;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Waits until somebody has complained in the log. Thread-safe. */
final class AwaitedLog implements AutoCloseable {

  private final CountDownLatch complained = new CountDownLatch(1);
  private final Logger logger;
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            complained.countDown();
          }
        }
      };

  private AwaitedLog(Class<?> source) {
    logger = (Logger) LoggerFactory.getLogger(source);
    appender.setContext(logger.getLoggerContext());
    appender.start();
    logger.addAppender(appender);
  }

  /** Listens to what a class logs. */
  static AwaitedLog of(Class<?> source) {
    return new AwaitedLog(source);
  }

  void awaitComplaint() throws InterruptedException {
    complained.await();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
