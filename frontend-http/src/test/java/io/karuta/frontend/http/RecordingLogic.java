package io.karuta.frontend.http;

import io.karuta.pipeline.engine.TrackerLogic;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ScrapeExchange;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A tracker that answers as a test tells it, and remembers what it was asked. Thread-safe.
 *
 * <p>Without more being said, swarms are empty, every torrent is known, and nothing waits.
 */
final class RecordingLogic implements TrackerLogic {

  static final int INTERVAL_SECONDS = 1800;
  static final int MIN_INTERVAL_SECONDS = 900;

  final List<SeenAnnounce> announces = new CopyOnWriteArrayList<>();
  final List<String> scrapePasskeys = new CopyOnWriteArrayList<>();
  final BlockingQueue<SeenAnnounce> observed = new LinkedBlockingQueue<>();
  final List<String> threads = new CopyOnWriteArrayList<>();

  private volatile Consumer<AnnounceExchange> onAnnounce = _ -> {};
  private volatile Consumer<ScrapeExchange> onScrape = RecordingLogic::countEverything;
  private volatile boolean remembers = true;
  private volatile boolean waits;

  /** What happens at an announce. */
  RecordingLogic onAnnounce(Consumer<AnnounceExchange> action) {
    onAnnounce = action;
    return this;
  }

  /** What happens at a scrape. */
  RecordingLogic onScrape(Consumer<ScrapeExchange> action) {
    onScrape = action;
    return this;
  }

  /** Everything happens on a virtual thread from now on. */
  RecordingLogic waiting() {
    waits = true;
    return this;
  }

  /** Remembers nothing, for many requests. */
  RecordingLogic forgetting() {
    remembers = false;
    return this;
  }

  /** The next announce that observers saw: it may come after the client has its reply. */
  SeenAnnounce nextObserved() throws InterruptedException {
    SeenAnnounce seen = observed.poll(10, TimeUnit.SECONDS);
    if (seen == null) {
      throw new AssertionError("observers saw nothing");
    }
    return seen;
  }

  private static void countEverything(ScrapeExchange exchange) {
    for (int row = 0; row < exchange.request().count(); row++) {
      exchange.response().set(row, 10 + row, 20 + row, 30 + row, 40 + row);
    }
  }

  @Override
  public void begin(AnnounceExchange exchange) {
    exchange.begin(1_700_000_000, INTERVAL_SECONDS, MIN_INTERVAL_SECONDS);
  }

  @Override
  public void begin(ScrapeExchange exchange) {
    exchange.begin(1_700_000_000);
  }

  @Override
  public boolean announce(AnnounceExchange exchange) {
    if (waits) {
      return false;
    }
    finishAnnounce(exchange);
    return true;
  }

  @Override
  public void finishAnnounce(AnnounceExchange exchange) {
    if (remembers) {
      announces.add(SeenAnnounce.of(exchange.request()));
      threads.add(Thread.currentThread().getName());
    }
    onAnnounce.accept(exchange);
  }

  @Override
  public void afterAnnounce(AnnounceExchange exchange) {
    if (remembers) {
      observed.add(SeenAnnounce.of(exchange.request()));
    }
  }

  @Override
  public boolean scrape(ScrapeExchange exchange) {
    if (waits) {
      return false;
    }
    finishScrape(exchange);
    return true;
  }

  @Override
  public void finishScrape(ScrapeExchange exchange) {
    exchange.response().reset(exchange.request().count());
    if (remembers) {
      scrapePasskeys.add(
          SeenAnnounce.passkey(
              exchange.request().passkey(), exchange.request().passkeyLengthBytes()));
    }
    onScrape.accept(exchange);
  }

  @Override
  public void afterScrape(ScrapeExchange exchange) {}

  @Override
  public Executor blockingExecutor() {
    return Thread.ofVirtual().name("waiting-", 0)::start;
  }
}
