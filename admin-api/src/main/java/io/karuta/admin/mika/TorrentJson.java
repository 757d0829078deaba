package io.karuta.admin.mika;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.Torrent.Status;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmCounts;
import java.io.IOException;
import java.util.List;

/** Torrents as mika's clients know them. */
final class TorrentJson {

  private static final double PAR = 100.0;

  private TorrentJson() {}

  /** One with all that mika tells of it; what Karuta doesn't count is 0, as it is with mika. */
  static void write(JsonGenerator json, Torrent torrent, PeerStore store) throws IOException {
    SwarmCounts counts = new SwarmCounts();
    store.scrape(torrent.infoHash().toBytes(), 0, counts);
    json.writeStartObject();
    json.writeStringField("name", torrent.name());
    json.writeNumberField("torrent_id", torrent.number());
    json.writeStringField("info_hash", torrent.infoHash().toString());
    json.writeNumberField("seeders", counts.seeders());
    json.writeNumberField("leechers", counts.leechers());
    json.writeNumberField("snatches", torrent.snatches());
    json.writeNumberField("announces", 0);
    json.writeNumberField("uploaded", 0);
    json.writeNumberField("downloaded", 0);
    json.writeBooleanField("enabled", torrent.status() == Status.ACTIVE);
    json.writeStringField("reason", torrent.reason());
    json.writeFieldName("peers");
    PeerJson.writeAll(json, store.peersOf(torrent.infoHash()));
    json.writeNumberField("multi_up", torrent.uploadPercent() / PAR);
    json.writeNumberField("multi_dn", torrent.downloadPercent() / PAR);
    json.writeEndObject();
  }

  static void writeCounts(JsonGenerator json, List<Torrent> torrents, PeerStore store)
      throws IOException {
    SwarmCounts counts = new SwarmCounts();
    byte[] infoHash = new byte[InfoHash.LENGTH_BYTES];
    json.writeStartArray();
    for (Torrent torrent : torrents) {
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
