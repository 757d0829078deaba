package io.karuta.client;

/**
 * How a swarm is. Immutable.
 *
 * @param torrentId the site's number
 * @param infoHash 40 hexadecimal digits
 * @param seeders peers that have everything
 * @param leechers peers that lack something
 * @param snatches how often it was completed
 */
public record TorrentCounts(
    long torrentId, String infoHash, long seeders, long leechers, long snatches) {}
