package io.karuta.admin.mika;

import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.tracker.Effects;
import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.Outcomes;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.Torrent.Status;
import io.karuta.pipeline.store.PeerStore;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** {@code /api/torrent} and {@code /api/counts}. */
record MikaTorrents(Registry registry, PeerStore store, Effects effects) {

  private static final int HEX_LENGTH = 2 * InfoHash.LENGTH_BYTES;
  private static final InfoHash NOTHING = new InfoHash(0, 0, 0);

  /** {@code GET /api/torrent/{info_hash}}. */
  Reply show(Call call) throws RefusedException {
    Torrent torrent = find(call);
    return Reply.json(200, json -> TorrentJson.write(json, torrent, store));
  }

  /** {@code GET /api/torrent/{info_hash}/peers}. */
  Reply peers(Call call) throws RefusedException {
    Torrent torrent = find(call);
    return Reply.json(200, json -> PeerJson.writeAll(json, store.peersOf(torrent.infoHash())));
  }

  /** {@code GET /api/counts}: written as it is read, so that a million take no memory. */
  Reply counts(Call call) {
    return Reply.json(200, json -> TorrentJson.writeCounts(json, registry.torrents().all(), store));
  }

  /**
   * {@code POST /api/torrent}: registers a torrent, or gives one that is known another number and
   * name and enables it again. Credit factors and snatches stay.
   */
  Reply post(Call call) throws RefusedException, InvalidFieldsException {
    JsonFields fields = call.json();
    String hex =
        fields.text("info_hash", HEX_LENGTH + " hexadecimal digits", MikaTorrents::isInfoHash);
    long number = fields.number("torrent_id");
    String name = fields.name("name", 1);
    fields.check();
    InfoHash infoHash = isInfoHash(hex) ? InfoHash.ofHex(hex) : NOTHING;
    Change change =
        new Change.OfTorrent(
            infoHash, current -> Decision.put(enabled(infoHash, number, name, current)));
    Outcome outcome = effects.apply(change, call.requestKey());
    AuditLog.note(
        "torrent " + infoHash + " with torrent_id " + number, call, Outcomes.audit(outcome));
    Outcomes.require(outcome);
    return Reply.ok(outcome.kind() == Outcome.Kind.CREATED ? 201 : 202);
  }

  private static Torrent enabled(
      InfoHash infoHash, long number, String name, @Nullable Torrent known) {
    return known == null
        ? Torrent.of(infoHash, number, name)
        : Torrent.of(
            infoHash,
            number,
            name,
            Status.ACTIVE,
            "",
            known.uploadPercent(),
            known.downloadPercent(),
            0);
  }

  /**
   * {@code DELETE /api/torrent/{info_hash}}: clients are told that it was deleted; what is known of
   * it stays until it is posted again. A reason may be given in the body.
   */
  Reply delete(Call call) throws RefusedException, InvalidFieldsException {
    InfoHash infoHash = call.infoHash("info_hash");
    String reason = "";
    if (call.hasBody()) {
      JsonFields fields = call.json();
      fields.ignore("torrent_id");
      fields.ignore("info_hash");
      reason = fields.has("reason") ? fields.name("reason", 0) : "";
      fields.check();
    }
    String told = reason;
    Change change =
        new Change.OfTorrent(
            infoHash,
            current ->
                current == null || current.status() == Status.DISABLED
                    ? Decision.refuse(Outcome.ABSENT)
                    : Decision.put(disabled(current, told)));
    Outcome outcome = effects.apply(change, call.requestKey());
    AuditLog.note(
        "torrent " + infoHash,
        call,
        outcome.kind() == Outcome.Kind.REPLACED ? "disabled" : Outcomes.audit(outcome));
    Outcomes.require(outcome);
    return Reply.ok(200);
  }

  private static Torrent disabled(Torrent torrent, String reason) {
    return Torrent.of(
        torrent.infoHash(),
        torrent.number(),
        torrent.name(),
        Status.DISABLED,
        reason,
        torrent.uploadPercent(),
        torrent.downloadPercent(),
        0);
  }

  private Torrent find(Call call) throws RefusedException {
    InfoHash infoHash = call.infoHash("info_hash");
    Torrent torrent = registry.torrents().byInfoHash(infoHash.toBytes(), 0);
    if (torrent == null) {
      throw RefusedException.notFound("torrent");
    }
    return torrent;
  }

  private static boolean isInfoHash(String text) {
    return text.length() == HEX_LENGTH && text.chars().allMatch(HexFormat::isHexDigit);
  }
}
