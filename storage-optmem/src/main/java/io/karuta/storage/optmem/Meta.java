package io.karuta.storage.optmem;

import java.security.SecureRandom;
import net.openhft.chronicle.bytes.BytesStore;

/**
 * What a map knows of itself. Immutable.
 *
 * @param secretLow bytes 0 to 7 of the secret of the tags
 * @param secretHigh bytes 8 to 15 of the secret of the tags
 * @param plannedPeers records that it was made for
 * @param plannedTorrents swarms that it was made for
 */
record Meta(long secretLow, long secretHigh, long plannedPeers, long plannedTorrents) {

  private static final byte[] INFO_HASH = new byte[Layout.KEY_BUCKET];

  /** What a new map will know of itself. */
  static Meta create(OptmemConfig config) {
    SecureRandom random = new SecureRandom();
    return new Meta(random.nextLong(), random.nextLong(), config.maxPeers(), config.maxTorrents());
  }

  /**
   * Reads what a map knows of itself.
   *
   * @throws OptmemException if it is of another layout, or no map of swarms
   */
  static Meta read(SwarmMap map, String file) {
    KeyBuffer key = new KeyBuffer();
    try {
      name(key);
      Region value = new Region(WriteWatch.NONE);
      if (map.lengthBytes(key) == Layout.META_BYTES) {
        value.set(map.find(key, value), Layout.META_BYTES);
      }
      if (value.lengthBytes() != Layout.META_BYTES
          || value.longAt(Layout.META_MAGIC) != Layout.MAGIC) {
        throw new OptmemException("swarm file " + file + ": holds no swarms of this tracker");
      }
      int version = value.intAt(Layout.META_VERSION);
      if (version != Layout.VERSION) {
        throw new OptmemException(
            "swarm file "
                + file
                + ": layout "
                + version
                + " (expected: "
                + Layout.VERSION
                + "); move the file away to start with empty swarms");
      }
      return new Meta(
          value.longAt(Layout.META_SECRET),
          value.longAt(Layout.META_SECRET + 8),
          value.longAt(Layout.META_PEERS),
          value.longAt(Layout.META_TORRENTS));
    } finally {
      key.release();
    }
  }

  /** Writes this into a new map. */
  void write(SwarmMap map) {
    KeyBuffer key = new KeyBuffer();
    BytesStore<?, ?> bytes = BytesStore.nativeStore(Layout.META_BYTES);
    try {
      name(key);
      Region value = new Region(WriteWatch.NONE);
      value.set(bytes.addressForRead(0), Layout.META_BYTES);
      value.clear(0, Layout.META_BYTES);
      value.putLong(Layout.META_MAGIC, Layout.MAGIC);
      value.putInt(Layout.META_VERSION, Layout.VERSION);
      value.putLong(Layout.META_SECRET, secretLow);
      value.putLong(Layout.META_SECRET + 8, secretHigh);
      value.putLong(Layout.META_PEERS, plannedPeers);
      value.putLong(Layout.META_TORRENTS, plannedTorrents);
      if (!map.put(key, bytes, Layout.META_BYTES)) {
        throw new OptmemException("swarm map: no room for its own description");
      }
    } finally {
      bytes.releaseLast();
      key.release();
    }
  }

  private static void name(KeyBuffer key) {
    key.infoHash(INFO_HASH, 0);
    key.bucket(Layout.META_BUCKET);
  }

  TagHash tagHash() {
    return new TagHash(secretLow, secretHigh);
  }

  /** The same for a map of the settings' size, or its own where that is larger. */
  Meta enlarged(OptmemConfig config) {
    return new Meta(
        secretLow,
        secretHigh,
        Math.max(plannedPeers, config.maxPeers()),
        Math.max(plannedTorrents, config.maxTorrents()));
  }

  /** Whether the map was made for fewer peers or torrents than the settings say. */
  boolean isTooSmallFor(OptmemConfig config) {
    return plannedPeers < config.maxPeers() || plannedTorrents < config.maxTorrents();
  }
}
