package io.karuta.storage.optmem;

import java.util.Set;

/**
 * What follows from the sizes that an operator gives.
 *
 * @param segments parts of the map that are locked and filled apart
 * @param entriesPerSegment blocks for which each has room
 * @param chunksPerSegment memory for blocks in each, in units of 32 bytes
 */
public record StorePlan(int segments, long entriesPerSegment, long chunksPerSegment) {

  private static final int MAX_SEGMENTS = 4096;

  /** Few enough that the sweep's look through one takes well below a millisecond. */
  private static final int SEGMENT_ENTRIES = 1024;

  /** Mean peers of a bucket, some below the target: half of the buckets were just split. */
  private static final int BUCKET_PEERS = 160;

  /** What a block takes beside its slots: key, header, half a chunk. */
  private static final int BLOCK_BYTES =
      Layout.VALUE_IN_ENTRY + Layout.HEADER_BYTES + Layout.CHUNK_BYTES / 2;

  /** What the {@link Directory} of two blocks takes. */
  private static final int SMALLEST_DIRECTORY_BYTES = 490;

  /** Chance fills some segments more than others. */
  private static final double UNEVEN = 1.2;

  /**
   * The plan for so many records and swarms: room for all of them with IPv6 addresses, and some
   * more where chance wants it.
   */
  public static StorePlan of(long maxPeers, long maxTorrents) {
    long entries = maxTorrents + maxPeers / BUCKET_PEERS + 64;
    int slotBytes = Layout.slotBytes(Layout.IPV6_COLUMN);
    double bytes = entries * (double) BLOCK_BYTES + maxPeers * slotBytes * 17.0 / 16;
    int segments = (int) Long.highestOneBit(Math.clamp(entries / SEGMENT_ENTRIES, 1, MAX_SEGMENTS));
    long perSegment = (long) (UNEVEN * entries / segments) + 64;
    long chunks = (long) (UNEVEN * bytes / segments / Layout.CHUNK_BYTES);
    long atLeast = 2L * Layout.MAX_BLOCK_BYTES / Layout.CHUNK_BYTES;
    return new StorePlan(segments, perSegment, Math.max(chunks, atLeast));
  }

  /** Room for blocks, in bytes. */
  public long blockBytes() {
    return segments * chunksPerSegment * Layout.CHUNK_BYTES;
  }

  /** Length of a new file, or memory of a map without one: blocks and Chronicle's own tables. */
  public long fileBytes() {
    return MapTables.fileBytes(this);
  }

  /** What the map grows by, each time that one of its segments is full. */
  public long growthBytes() {
    return MapTables.growthBytes(this);
  }

  /** Length of the journal, beside the file while a tracker has it open, or in memory. */
  public static long journalBytes() {
    return Journal.LENGTH_BYTES;
  }

  /** Heap of the address cache, where it is on. */
  public static long addressCacheBytes(long maxTorrents) {
    return 8L * AddressCache.cellsFor(maxTorrents);
  }

  /** Heap of the directories at most: if all peers were in swarms of just two blocks. */
  public static long mostDirectoryBytes(long maxPeers) {
    return maxPeers / (Layout.TARGET_SLOTS / 2) * SMALLEST_DIRECTORY_BYTES;
  }

  /** Bytes that a swarm takes which has grown to so many peers, all its blocks together. */
  public static long swarmBytes(long peers, Set<PeerColumn> columns) {
    int sum = 0;
    for (PeerColumn column : columns) {
      sum |= column.column();
    }
    return SwarmSize.bytes(peers, sum);
  }
}
