package io.karuta.client;

/**
 * What a user has moved of one torrent. Immutable.
 *
 * @param torrentId the site's number
 * @param uploaded bytes as the clients told
 * @param downloaded bytes as the clients told
 * @param creditedUploaded bytes after the credit factors
 * @param creditedDownloaded bytes after the credit factors
 * @param seedSeconds time spent seeding
 * @param leechSeconds time spent leeching
 * @param snatches completed downloads
 * @param firstAnnounce seconds since 1970
 * @param lastAnnounce seconds since 1970
 * @param active whether the user has it open
 * @param left bytes that the last announce lacked
 * @param client the last announce's kind of client
 */
public record HistoryItem(
    long torrentId,
    long uploaded,
    long downloaded,
    long creditedUploaded,
    long creditedDownloaded,
    long seedSeconds,
    long leechSeconds,
    long snatches,
    long firstAnnounce,
    long lastAnnounce,
    boolean active,
    long left,
    String client) {}
