package io.karuta.admin.mika;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.store.PeerSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Peers as mika's clients know them: those that are in the swarm now, with one address each, the
 * IPv4 one if there are two. Speeds, times but the last one and coordinates are 0: Karuta keeps
 * none of them.
 */
final class PeerJson {

  private static final List<String> SPEEDS =
      List.of("speed_up", "speed_dn", "speed_up_max", "speed_dn_max");

  private PeerJson() {}

  static void writeAll(JsonGenerator json, List<PeerSnapshot> peers) throws IOException {
    json.writeStartArray();
    for (PeerSnapshot peer : peers) {
      if (!peer.dormant()) {
        write(json, peer);
      }
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, PeerSnapshot peer) throws IOException {
    json.writeStartObject();
    for (String speed : SPEEDS) {
      json.writeNumberField(speed, 0.0);
    }
    json.writeNumberField("uploaded", peer.uploaded());
    json.writeNumberField("downloaded", peer.downloaded());
    Endpoint endpoint = peer.endpoints().isEmpty() ? null : peer.endpoints().getFirst();
    json.writeStringField("ip", endpoint == null ? "" : endpoint.address().getHostAddress());
    json.writeNumberField("port", endpoint == null ? 0 : endpoint.port());
    json.writeNumberField("left", peer.left());
    json.writeNumberField("announces", 0);
    json.writeNumberField("total_time", 0);
    json.writeNumberField("last_announce", Integer.toUnsignedLong(peer.seenSecond()));
    json.writeNumberField("first_announce", 0);
    json.writeStringField(
        "peer_id", new String(peer.peerId().toBytes(), StandardCharsets.ISO_8859_1));
    json.writeObjectFieldStart("Coord");
    json.writeNumberField("Lat", 0.0);
    json.writeNumberField("Long", 0.0);
    json.writeEndObject();
    json.writeEndObject();
  }
}
