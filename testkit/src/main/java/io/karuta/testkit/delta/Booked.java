package io.karuta.testkit.delta;

/**
 * What a handler has made last for one user and torrent.
 *
 * @param uploaded raw bytes
 * @param downloaded raw bytes
 * @param snatches finished downloads
 * @param left bytes lacking after the last delta
 * @param active whether the client was in the swarm after the last delta
 */
public record Booked(long uploaded, long downloaded, long snatches, long left, boolean active) {

  /** Nothing at all. */
  public static final Booked NOTHING = new Booked(0, 0, 0, 0, false);
}
