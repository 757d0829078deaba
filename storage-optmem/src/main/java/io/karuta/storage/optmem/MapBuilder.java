package io.karuta.storage.optmem;

import java.io.File;
import java.io.IOException;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and opens Chronicle Maps, all in the same way. Stateless. */
final class MapBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(MapBuilder.class);

  /** An emergency margin: what lies beyond the plan is slow to find. */
  private static final double MAX_BLOAT = 10;

  private MapBuilder() {}

  /** A map's swarms without an address cache, to make or to copy it. */
  static SwarmMap swarms(ChronicleMap<byte[], byte[]> map) {
    return new SwarmMap(map, new AddressCache(0), WriteWatch.NONE);
  }

  static ChronicleMap<byte[], byte[]> inMemory(Meta meta) {
    return builder(meta).create();
  }

  static ChronicleMap<byte[], byte[]> create(Meta meta, File file) throws IOException {
    return builder(meta).createPersistedTo(file);
  }

  /** Opens a file; its own sizes hold. */
  static ChronicleMap<byte[], byte[]> open(File file) throws IOException {
    return builder(new Meta(0, 0, 1, 1)).createPersistedTo(file);
  }

  /** Opens a file that was not closed: clears its locks, and drops entries that are torn. */
  static ChronicleMap<byte[], byte[]> recover(File file) throws IOException {
    int[] corruptions = new int[1];
    ChronicleMap<byte[], byte[]> map =
        builder(new Meta(0, 0, 1, 1))
            .recoverPersistedTo(file, false, corruption -> corruptions[0]++);
    // Many of these are reported after clean stops too (Chronicle-Map issue 124).
    LOG.info("swarm file {}: recovered, {} inconsistencies put right", file, corruptions[0]);
    return map;
  }

  private static ChronicleMapBuilder<byte[], byte[]> builder(Meta meta) {
    StorePlan plan = StorePlan.of(meta.plannedPeers(), meta.plannedTorrents());
    return ChronicleMapBuilder.of(byte[].class, byte[].class)
        .name("swarms")
        .entries(plan.segments() * plan.entriesPerSegment())
        .constantKeySizeBySample(new byte[Layout.KEY_BYTES])
        .averageValueSize(Layout.HEADER_BYTES)
        .actualChunkSize(Layout.CHUNK_BYTES)
        .entryAndValueOffsetAlignment(8)
        .actualSegments(plan.segments())
        .entriesPerSegment(plan.entriesPerSegment())
        .actualChunksPerSegmentTier(plan.chunksPerSegment())
        .maxBloatFactor(MAX_BLOAT)
        .putReturnsNull(true)
        .removeReturnsNull(true)
        // Values are changed in place: checksums would make a recovery drop all that changed.
        .checksumEntries(false)
        // Chronicle's own hook would unmap the file while threads still use it.
        .skipCloseOnExitHook(true);
  }
}
