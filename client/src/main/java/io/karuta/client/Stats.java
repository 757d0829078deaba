package io.karuta.client;

/**
 * The tracker in numbers. Immutable.
 *
 * @param users registered
 * @param torrents registered
 * @param swarms with at least one peer
 * @param seeders in all swarms
 * @param leechers in all swarms
 * @param dormant silent peers that are in no count
 * @param announces served since the start
 * @param uptime seconds since the start
 */
public record Stats(
    long users,
    long torrents,
    long swarms,
    long seeders,
    long leechers,
    long dormant,
    long announces,
    long uptime) {}
