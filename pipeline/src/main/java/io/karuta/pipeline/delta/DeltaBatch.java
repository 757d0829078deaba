package io.karuta.pipeline.delta;

import java.util.List;
import java.util.UUID;

/**
 * Deltas that are handed over together. Immutable.
 *
 * @param ring which ring the sequences belong to; another one never repeats them
 * @param firstSequence sequence of the first delta
 * @param lastSequence sequence of the last delta; the next batch begins after it
 * @param deltas all deltas in the order of their sequences, one or more
 * @param totals the same added up per user and torrent, sorted by user number, then torrent number;
 *     deltas of users or torrents without a number are in no total
 */
public record DeltaBatch(
    UUID ring,
    long firstSequence,
    long lastSequence,
    List<StatsDelta> deltas,
    List<UserTorrentTotal> totals) {}
