package io.karuta.pipeline.bittorrent;

/** What an announce says has happened (BEP 3; {@code PAUSED} from BEP 21). */
public enum Event {
  /** A regular announce, an empty event, or one that this tracker doesn't know. */
  NONE,
  /** The first announce of a session. */
  STARTED,
  /** The download has just finished; never sent by aria2 and rtorrent. */
  COMPLETED,
  /** The client leaves the swarm. */
  STOPPED,
  /** A partial seed: holds what it wants of the torrent and wants no more (BEP 21). */
  PAUSED
}
