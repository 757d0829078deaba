package io.karuta.pipeline.hook;

import io.karuta.pipeline.bittorrent.ScrapeRequest;
import io.karuta.pipeline.bittorrent.ScrapeResponse;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.store.SwarmCounts;

/**
 * One scrape on its way through the chain. Recycled; owned by one thread at a time: nothing of it
 * may be kept.
 */
public final class ScrapeExchange {

  private final ScrapeRequest request = new ScrapeRequest();
  private final ScrapeResponse response = new ScrapeResponse();
  private final SwarmCounts counts = new SwarmCounts();
  private final Attributes attributes = new Attributes();
  private Verdict verdict = Verdict.PROCEED;
  private int position;
  private int nowSecond;

  /** Makes the exchange ready for a new scrape; the frontend fills the request after it. */
  public void begin(int nowSecond) {
    this.nowSecond = nowSecond;
    request.clear();
    response.reset(0);
    attributes.clear();
    verdict = Verdict.PROCEED;
    position = 0;
  }

  /** What the client sent. */
  public ScrapeRequest request() {
    return request;
  }

  /** What the client will be told; the chain makes a row per info hash before the first hook. */
  public ScrapeResponse response() {
    return response;
  }

  /** Scratch for one swarm's counts. */
  public SwarmCounts counts() {
    return counts;
  }

  /** When the scrape came in, seconds since 1970. */
  public int nowSecond() {
    return nowSecond;
  }

  /** Values left by earlier hooks. */
  public Attributes attributes() {
    return attributes;
  }

  /** What became of the request so far: {@link Verdict#PROCEED}, or what the client is told. */
  public Verdict verdict() {
    return verdict;
  }

  /** For the engine and frontends: sets what became of the request. */
  public void verdict(Verdict verdict) {
    this.verdict = verdict;
  }

  /** For the engine: index of the next hook. */
  public int position() {
    return position;
  }

  /** For the engine: sets the index of the next hook. */
  public void position(int position) {
    this.position = position;
  }
}
