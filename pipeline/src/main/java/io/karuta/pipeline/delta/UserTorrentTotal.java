package io.karuta.pipeline.delta;

/**
 * The deltas of one batch that concern one user and one torrent, added up: what most sites keep.
 * Immutable.
 *
 * @param userNumber the site's number of the user
 * @param torrentNumber the site's number of the torrent
 * @param uploaded raw bytes
 * @param downloaded raw bytes
 * @param creditedUploaded bytes after multipliers
 * @param creditedDownloaded bytes after multipliers
 * @param seedSeconds seconds of seeding
 * @param leechSeconds seconds of leeching
 * @param snatches finished downloads
 * @param announces number of announces: all the deltas but expiries
 * @param last the last of the deltas, for everything that isn't added up
 */
public record UserTorrentTotal(
    long userNumber,
    long torrentNumber,
    long uploaded,
    long downloaded,
    long creditedUploaded,
    long creditedDownloaded,
    long seedSeconds,
    long leechSeconds,
    int snatches,
    int announces,
    StatsDelta last) {}
