package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.pipeline.registry.HistoryRow;
import java.io.IOException;

/** One row of a user's history as JSON. */
final class HistoryJson {

  private HistoryJson() {}

  static void write(JsonGenerator json, HistoryRow row) throws IOException {
    json.writeStartObject();
    json.writeNumberField("torrent_id", row.torrentNumber());
    json.writeNumberField("uploaded", row.uploaded());
    json.writeNumberField("downloaded", row.downloaded());
    json.writeNumberField("credited_uploaded", row.creditedUploaded());
    json.writeNumberField("credited_downloaded", row.creditedDownloaded());
    json.writeNumberField("seed_seconds", row.seedSeconds());
    json.writeNumberField("leech_seconds", row.leechSeconds());
    json.writeNumberField("snatches", row.snatches());
    writeSecond(json, "snatched_at", row.snatchedSecond());
    json.writeNumberField("first_announce", row.firstSecond());
    json.writeNumberField("last_announce", row.lastSecond());
    json.writeNumberField("announces", row.announces());
    json.writeBooleanField("active", row.active());
    json.writeNumberField("left", row.left());
    json.writeStringField("client", row.client());
    json.writeEndObject();
  }

  private static void writeSecond(JsonGenerator json, String name, long second) throws IOException {
    if (second == 0) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, second);
    }
  }
}
