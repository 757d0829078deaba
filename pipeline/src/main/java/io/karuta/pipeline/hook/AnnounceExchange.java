package io.karuta.pipeline.hook;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.AnnounceResponse;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmReply;

/**
 * One announce on its way through the chain: the request, the reply under construction, what is
 * said to the store, and attributes. Recycled; owned by one thread at a time: nothing of it may be
 * kept.
 */
public final class AnnounceExchange {

  private final AnnounceRequest request = new AnnounceRequest();
  private final AnnounceResponse response = new AnnounceResponse();
  private final SwarmAnnounce swarmAnnounce = new SwarmAnnounce(request);
  private final SwarmReply swarmReply = new SwarmReply(response.ipv4Peers(), response.ipv6Peers());
  private final Attributes attributes = new Attributes();
  private Verdict verdict = Verdict.PROCEED;
  private int position;
  private int uses;
  private long tracedFromNanos;
  private long registryChanges;

  /** Makes the exchange ready for a new announce; the frontend fills the request after it. */
  public void begin(int nowSecond, int intervalSeconds, int minIntervalSeconds) {
    request.clear();
    response.reset(intervalSeconds, minIntervalSeconds);
    swarmAnnounce.clear(nowSecond);
    swarmReply.clear();
    attributes.clear();
    verdict = Verdict.PROCEED;
    position = 0;
    uses++;
  }

  /** What the client sent. */
  public AnnounceRequest request() {
    return request;
  }

  /** What the client will be told. */
  public AnnounceResponse response() {
    return response;
  }

  /** What is said to the store; filled by hooks before the swarm is entered. */
  public SwarmAnnounce swarmAnnounce() {
    return swarmAnnounce;
  }

  /** What the store answered; meaningful once the swarm was entered. */
  public SwarmReply swarmReply() {
    return swarmReply;
  }

  /** When the announce came in, seconds since 1970. */
  public int nowSecond() {
    return swarmAnnounce.nowSecond();
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

  /**
   * For the engine: how many announces went through this exchange so far, this one too; it wraps
   * around.
   */
  public int uses() {
    return uses;
  }

  /** For the engine: when the chain began, if it is timed for a trace; 0 if it is not. */
  public long tracedFromNanos() {
    return tracedFromNanos;
  }

  /** For the engine: sets when the chain began. */
  public void tracedFromNanos(long nanos) {
    tracedFromNanos = nanos;
  }

  /**
   * What {@link Registry#changes} was before the first hook looked anything up; who enters the
   * swarm compares.
   */
  public long registryChanges() {
    return registryChanges;
  }

  /** For the engine: sets what {@link Registry#changes} was before the first hook. */
  public void registryChanges(long changes) {
    registryChanges = changes;
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
