package io.karuta.pipeline.store;

/**
 * Sizes of the whole store.
 *
 * @param swarms swarms with at least one record
 * @param seeders peers that lack nothing, in all swarms
 * @param leechers peers that lack something, in all swarms
 * @param dormant records of peers that are silent or departed, in no other count
 */
public record StoreTotals(long swarms, long seeders, long leechers, long dormant) {}
