package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.Reply;
import io.karuta.admin.web.Route;
import java.io.IOException;
import java.util.List;

/** {@code GET /v1/counts}: the counts of all torrents, or those that are new. */
record CountsRoute(CountsBoard board) implements Route {

  @Override
  public Reply answer(Call call) {
    CountsBoard.View view = board.since(call.query("since").orElse(""));
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("change", view.change());
          json.writeBooleanField("complete", view.complete());
          json.writeFieldName("items");
          writeItems(json, view.items());
          json.writeFieldName("removed");
          writeRemoved(json, view.removed());
          json.writeEndObject();
        });
  }

  static void writeItems(JsonGenerator json, List<CountsBoard.Counts> items) throws IOException {
    json.writeStartArray();
    for (CountsBoard.Counts counts : items) {
      json.writeStartObject();
      json.writeNumberField("torrent_id", counts.torrent());
      json.writeStringField("info_hash", counts.infoHash().toString());
      json.writeNumberField("seeders", counts.seeders());
      json.writeNumberField("leechers", counts.leechers());
      json.writeNumberField("snatches", counts.snatches());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeRemoved(JsonGenerator json, List<CountsBoard.Removed> removed)
      throws IOException {
    json.writeStartArray();
    for (CountsBoard.Removed one : removed) {
      json.writeStartObject();
      json.writeNumberField("torrent_id", one.torrent());
      json.writeStringField("info_hash", one.infoHash().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
