package io.karuta.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmCounts;
import java.io.IOException;

/**
 * {@code GET /api/counts}: seeders, leechers and snatches of every registered torrent, written as
 * they are read, so that a million torrents take no more memory than one.
 */
final class CountsRoute implements AdminRoute {

  private final Registry registry;
  private final PeerStore store;

  CountsRoute(Registry registry, PeerStore store) {
    this.registry = registry;
    this.store = store;
  }

  @Override
  public Reply answer(AdminCall call) {
    return new Reply(200, this::writeTo);
  }

  private void writeTo(JsonGenerator json) throws IOException {
    SwarmCounts counts = new SwarmCounts();
    byte[] infoHash = new byte[InfoHash.LENGTH_BYTES];
    json.writeStartArray();
    for (Torrent torrent : registry.torrents().all()) {
      torrent.infoHash().writeTo(infoHash, 0);
      store.scrape(infoHash, 0, counts);
      json.writeStartObject();
      json.writeNumberField("torrent_id", torrent.number());
      json.writeStringField("info_hash", torrent.infoHash().toString());
      json.writeNumberField("seeders", counts.seeders());
      json.writeNumberField("leechers", counts.leechers());
      json.writeNumberField("snatches", torrent.snatches());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
