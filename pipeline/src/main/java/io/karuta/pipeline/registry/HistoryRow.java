package io.karuta.pipeline.registry;

/**
 * What a user did with a torrent, as the books have it. Immutable.
 *
 * @param torrentNumber the torrent's number; the torrent may be gone
 * @param uploaded bytes that the user's clients reported
 * @param downloaded bytes that the user's clients reported
 * @param creditedUploaded the same after factors
 * @param creditedDownloaded the same after factors
 * @param seedSeconds time as a seeder
 * @param leechSeconds time as a leecher
 * @param snatches finished downloads
 * @param snatchedSecond when the first one was, seconds since 1970; 0 if there is none
 * @param firstSecond first announce, seconds since 1970
 * @param lastSecond last announce, seconds since 1970
 * @param announces how many there were
 * @param active whether the client was in the swarm after the last one
 * @param left bytes that it lacked then
 * @param client its name from the whitelist; may be empty
 */
public record HistoryRow(
    long torrentNumber,
    long uploaded,
    long downloaded,
    long creditedUploaded,
    long creditedDownloaded,
    long seedSeconds,
    long leechSeconds,
    long snatches,
    long snatchedSecond,
    long firstSecond,
    long lastSecond,
    long announces,
    boolean active,
    long left,
    String client) {}
