package io.karuta.storage.optmem;

import java.nio.file.Path;
import java.util.Optional;
import net.openhft.chronicle.map.ChronicleMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open map with its journal, what it knows of itself, and the counts of what is in it. Closed by
 * the thread that closes the store.
 *
 * @param map the map
 * @param journal where blocks are put together
 * @param meta what the map knows of itself
 * @param stripes the locks, with the directories of large swarms
 * @param totals what is in the map
 * @param file its file; empty for memory
 */
record OptmemFile(
    SwarmMap map,
    Journal journal,
    Meta meta,
    Stripes stripes,
    Totals totals,
    Optional<MapFile> file) {

  private static final Logger LOG = LoggerFactory.getLogger(OptmemFile.class);

  static OptmemFile open(OptmemConfig config) {
    OptmemFile opened =
        config.file().isPresent() ? persisted(config.file().get(), config) : inMemory(config);
    opened.totals.limit(config.maxPeers(), config.maxTorrents());
    return opened;
  }

  private static OptmemFile inMemory(OptmemConfig config) {
    Meta meta = Meta.create(config);
    return new OptmemFile(
        swarms(MapBuilder.inMemory(meta), config),
        Journal.inMemory(WriteWatch.NONE),
        meta,
        new Stripes(),
        new Totals(),
        Optional.empty());
  }

  private static SwarmMap swarms(ChronicleMap<byte[], byte[]> map, OptmemConfig config) {
    int cells = config.addressCache() ? AddressCache.cellsFor(config.maxTorrents()) : 0;
    return new SwarmMap(map, new AddressCache(cells), WriteWatch.NONE);
  }

  private static OptmemFile persisted(Path path, OptmemConfig config) {
    MapFile file = MapFile.lock(path);
    boolean opened = false;
    try {
      if (!file.exists()) {
        file.create(Meta.create(config));
      }
      OptmemFile store = openLocked(file, config);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        file.abandon();
      }
    }
  }

  private static OptmemFile openLocked(MapFile file, OptmemConfig config) {
    ChronicleMap<byte[], byte[]> chronicle = file.open();
    Optional<Journal> journal = Optional.empty();
    boolean done = false;
    try {
      Meta meta = Meta.read(MapBuilder.swarms(chronicle), file.path().toString());
      journal = Optional.of(file.journal());
      redo(journal.get(), MapBuilder.swarms(chronicle));
      if (meta.isTooSmallFor(config)) {
        meta = meta.enlarged(config);
        file.enlarge(chronicle, meta);
        chronicle = file.open();
      }
      OptmemFile store =
          new OptmemFile(
              swarms(chronicle, config),
              journal.get(),
              meta,
              new Stripes(),
              new Totals(),
              Optional.of(file));
      store.count(file);
      done = true;
      return store;
    } finally {
      if (!done) {
        journal.ifPresent(Journal::close);
        chronicle.close();
      }
    }
  }

  private static void redo(Journal journal, SwarmMap map) {
    KeyBuffer key = new KeyBuffer();
    try {
      journal.redo(map, key);
    } finally {
      key.release();
    }
  }

  private void count(MapFile from) {
    try {
      if (from.unclean()) {
        repair(from.path());
      }
      new Census(map, stripes, totals).count();
    } catch (OptmemException e) {
      throw new OptmemException(
          "swarm file "
              + from.path()
              + ": damaged, "
              + e.getMessage()
              + "; move it away to start with empty swarms",
          e);
    }
    LOG.info(
        "swarm file {}: {} peers in {} torrents", from.path(), totals.records(), totals.swarms());
  }

  private void repair(Path path) {
    Lifetimes none = new Lifetimes(0, 0);
    Session session = new Session(map, journal, meta.tagHash(), new Totals(), none, 0, 0);
    try {
      int repaired = new Repair(map, session).run();
      if (repaired > 0) {
        LOG.info("swarm file {}: {} swarms were half changed, put right", path, repaired);
      }
    } finally {
      session.release();
    }
  }

  /** Memory that the map and everything beside it take. */
  StoreMemory memory() {
    long[] used = new long[1];
    for (int segment = 0; segment < map.segments(); segment++) {
      map.forEachEntry(segment, (_, _, lengthBytes) -> used[0] += Layout.entryBytes(lengthBytes));
    }
    long heap = map.cache().heapBytes() + stripes.heapBytes();
    long beside = heap + Journal.LENGTH_BYTES;
    return new StoreMemory(totals.records(), used[0] + beside, map.reservedBytes() + beside, heap);
  }

  void close() {
    map.close();
    journal.close();
    file.ifPresent(MapFile::release);
  }
}
