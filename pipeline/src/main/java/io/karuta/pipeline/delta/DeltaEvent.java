package io.karuta.pipeline.delta;

/** What a delta reports: the announce's event, or that the peer left without one. */
public enum DeltaEvent {
  /** A regular announce. */
  NONE,
  /** A session began. */
  STARTED,
  /** The client said that its download has just finished. */
  COMPLETED,
  /** The client left. */
  STOPPED,
  /** The client has become a partial seed (BEP 21). */
  PAUSED,
  /** The client fell silent, or was removed by an administrator. */
  EXPIRED
}
