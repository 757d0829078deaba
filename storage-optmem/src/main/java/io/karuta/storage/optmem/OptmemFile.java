package io.karuta.storage.optmem;

import java.nio.file.Path;
import java.util.Optional;
import net.openhft.chronicle.map.ChronicleMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open map with what it knows of itself and the counts of what is in it. Closed by the thread
 * that closes the store.
 *
 * @param map the map
 * @param meta what it knows of itself
 * @param totals what is in it
 * @param file its file; empty for memory
 */
record OptmemFile(SwarmMap map, Meta meta, Totals totals, Optional<MapFile> file) {

  private static final Logger LOG = LoggerFactory.getLogger(OptmemFile.class);

  static OptmemFile open(OptmemConfig config) {
    OptmemFile opened =
        config.file().isPresent() ? persisted(config.file().get(), config) : inMemory(config);
    opened.totals.limit(config.maxPeers(), config.maxTorrents());
    return opened;
  }

  private static OptmemFile inMemory(OptmemConfig config) {
    Meta meta = Meta.create(config);
    SwarmMap map = new SwarmMap(MapBuilder.inMemory(meta));
    return new OptmemFile(map, meta, new Totals(), Optional.empty());
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
    boolean done = false;
    try {
      Meta meta = Meta.read(new SwarmMap(chronicle), file.path().toString());
      if (meta.isTooSmallFor(config)) {
        meta = meta.enlarged(config);
        file.enlarge(chronicle, meta);
        chronicle = file.open();
      }
      OptmemFile store =
          new OptmemFile(new SwarmMap(chronicle), meta, new Totals(), Optional.of(file));
      store.count(file);
      done = true;
      return store;
    } finally {
      if (!done) {
        chronicle.close();
      }
    }
  }

  private void count(MapFile from) {
    Session session = new Session(map, meta.tagHash(), totals, 0);
    try {
      Census census = new Census(map, session, totals);
      if (from.unclean()) {
        census.repair();
      } else {
        census.count();
      }
    } catch (OptmemException e) {
      throw new OptmemException(
          "swarm file "
              + from.path()
              + ": damaged, "
              + e.getMessage()
              + "; move it away to start with empty swarms",
          e);
    } finally {
      session.key.release();
    }
    LOG.info(
        "swarm file {}: {} peers in {} torrents", from.path(), totals.records(), totals.swarms());
  }

  void close() {
    map.close();
    file.ifPresent(MapFile::release);
  }
}
