package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.tracker.Effects;
import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.store.PeerSnapshot;
import io.karuta.pipeline.store.PeerStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looking at peers, and sending them away. */
record PeerRoutes(Registry registry, PeerStore store, Effects effects) {

  private static final int MAX_IDLE_SECONDS = 365 * 24 * 60 * 60;

  /** {@code GET /v1/torrents/{info_hash}/peers}. */
  Reply ofTorrent(Call call) throws RefusedException {
    InfoHash infoHash = call.infoHash("info_hash");
    if (registry.torrents().byInfoHash(infoHash.toBytes(), 0) == null) {
      throw RefusedException.notFound("torrent");
    }
    List<PeerSnapshot> peers = store.peersOf(infoHash);
    return Reply.json(200, json -> write(json, peers, false));
  }

  /** {@code GET /v1/users/{user_id}/peers}. */
  Reply ofUser(Call call) throws RefusedException {
    long number = call.number("user_id");
    requireUser(number);
    List<PeerSnapshot> peers = new ArrayList<>();
    store.peersOf(UserId.ofNumber(number), peers::add);
    return Reply.json(200, json -> write(json, peers, true));
  }

  /** {@code DELETE /v1/torrents/{info_hash}/peers/{user_id}}. */
  Reply kick(Call call) throws RefusedException {
    InfoHash infoHash = call.infoHash("info_hash");
    long user = call.number("user_id");
    int removed = effects.kick(infoHash, user);
    AuditLog.note(
        "user " + user, call, "kicked with " + removed + " peers from torrent " + infoHash);
    return removed(removed);
  }

  /** {@code DELETE /v1/users/{user_id}/peers}. */
  Reply flush(Call call) throws RefusedException {
    long user = call.number("user_id");
    int idleSeconds = (int) call.query("idle_seconds", 0, 0, MAX_IDLE_SECONDS);
    int removed = effects.flush(user, idleSeconds);
    AuditLog.note(
        "user " + user,
        call,
        "flushed of " + removed + " peers that were idle for " + idleSeconds + " s");
    return removed(removed);
  }

  private void requireUser(long number) throws RefusedException {
    if (registry.users().byNumber(number) == null) {
      throw RefusedException.notFound("user");
    }
  }

  private static Reply removed(int count) {
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("removed", count);
          json.writeEndObject();
        });
  }

  private void write(JsonGenerator json, List<PeerSnapshot> peers, boolean ofUser)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("items");
    for (PeerSnapshot peer : peers) {
      json.writeStartObject();
      if (ofUser) {
        Torrent torrent = registry.torrents().byInfoHash(peer.infoHash().toBytes(), 0);
        if (torrent == null) {
          json.writeNullField("torrent_id");
        } else {
          json.writeNumberField("torrent_id", torrent.number());
        }
        json.writeStringField("info_hash", peer.infoHash().toString());
      } else {
        json.writeNumberField("user_id", peer.user().low());
      }
      writePeer(json, peer);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writePeer(JsonGenerator json, PeerSnapshot peer) throws IOException {
    json.writeStringField("peer_id", printable(peer.peerId().toBytes()));
    json.writeArrayFieldStart("endpoints");
    for (Endpoint endpoint : peer.endpoints()) {
      json.writeString(endpoint.toString());
    }
    json.writeEndArray();
    json.writeNumberField("uploaded", peer.uploaded());
    json.writeNumberField("downloaded", peer.downloaded());
    json.writeNumberField("left", peer.left());
    json.writeNumberField("seen_at", Integer.toUnsignedLong(peer.seenSecond()));
    json.writeBooleanField("seeder", peer.seeder());
    json.writeBooleanField("partial_seed", peer.partialSeed());
    json.writeBooleanField("dormant", peer.dormant());
  }

  /** Bytes that are not printable ASCII, and the percent sign, as {@code %xx}. */
  private static String printable(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      if (b > 0x20 && b < 0x7f && b != '%') {
        text.append((char) b);
      } else {
        text.append(String.format("%%%02x", b));
      }
    }
    return text.toString();
  }
}
