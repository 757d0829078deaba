package io.karuta.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A torrent as the tracker knows it. Immutable.
 *
 * @param torrentId the site's number, 1 or more
 * @param infoHash 40 hexadecimal digits
 * @param name for display
 * @param status {@code active}, {@code disabled} or {@code awaiting-approval}
 * @param reason what clients are told of a torrent that isn't active; may be empty
 * @param uploadPercent credited per uploaded byte, 0 to 1000, 100 is par
 * @param downloadPercent credited per downloaded byte, 0 to 1000, 100 is par
 * @param snatches how often it was completed; the tracker's, ignored in changes
 * @param seeders now; the tracker's, ignored in changes
 * @param leechers now; the tracker's, ignored in changes
 */
public record Torrent(
    long torrentId,
    String infoHash,
    String name,
    String status,
    String reason,
    int uploadPercent,
    int downloadPercent,
    long snatches,
    long seeders,
    long leechers) {

  /** An active torrent at par. */
  public static Torrent of(long torrentId, String infoHash, String name) {
    return new Torrent(torrentId, infoHash, name, "active", "", 100, 100, 0, 0, 0);
  }

  /** With credit factors in percent. */
  public Torrent withFactors(int upload, int download) {
    return new Torrent(
        torrentId, infoHash, name, status, reason, upload, download, snatches, seeders, leechers);
  }

  Map<String, Object> writable() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("torrent_id", torrentId);
    fields.put("info_hash", infoHash);
    fields.put("name", name);
    fields.put("status", status);
    fields.put("reason", reason);
    fields.put("upload_percent", uploadPercent);
    fields.put("download_percent", downloadPercent);
    return fields;
  }
}
