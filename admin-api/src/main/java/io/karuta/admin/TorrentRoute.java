package io.karuta.admin;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Registry.Put;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.Torrent.Status;
import java.util.HexFormat;
import java.util.concurrent.locks.Lock;

/**
 * {@code POST /api/torrent}: registers a torrent, or gives one that is known another number and
 * name and enables it again. Credit factors and snatches stay.
 */
final class TorrentRoute implements AdminRoute {

  private static final int HEX_LENGTH = 2 * InfoHash.LENGTH_BYTES;

  private final Registry registry;
  private final Lock changes;

  /**
   * The route.
   *
   * @param changes held from looking something up until changing it
   */
  TorrentRoute(Registry registry, Lock changes) {
    this.registry = registry;
    this.changes = changes;
  }

  @Override
  public Reply answer(AdminCall call) throws RefusedException {
    JsonFields fields = JsonFields.parse(call.body());
    String hex =
        fields.text("info_hash", HEX_LENGTH + " hexadecimal digits", TorrentRoute::isInfoHash);
    long number = fields.number("torrent_id");
    String name = fields.name("name", 1);
    fields.check();
    InfoHash infoHash = InfoHash.ofHex(hex);
    Put result = put(infoHash, number, name);
    String subject = "torrent " + infoHash + " with torrent_id " + number;
    return switch (result) {
      case CREATED -> {
        AuditLog.note(subject, call, "created");
        yield Reply.ok(201);
      }
      case REPLACED -> {
        AuditLog.note(subject, call, "replaced");
        yield Reply.ok(202);
      }
      case CONFLICT -> {
        AuditLog.note(subject, call, "refused: torrent_id is taken");
        throw RefusedException.conflict("torrent_id", "one that no other torrent has");
      }
    };
  }

  private Put put(InfoHash infoHash, long number, String name) {
    changes.lock();
    try {
      Torrent known = registry.torrents().byInfoHash(infoHash.toBytes(), 0);
      if (known == null) {
        return registry.put(Torrent.of(infoHash, number, name));
      }
      return registry.put(
          Torrent.of(
              infoHash,
              number,
              name,
              Status.ACTIVE,
              "",
              known.uploadPercent(),
              known.downloadPercent(),
              0));
    } finally {
      changes.unlock();
    }
  }

  private static boolean isInfoHash(String text) {
    return text.length() == HEX_LENGTH && text.chars().allMatch(HexFormat::isHexDigit);
  }
}
