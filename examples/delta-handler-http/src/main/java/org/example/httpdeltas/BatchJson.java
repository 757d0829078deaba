package org.example.httpdeltas;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.UserTorrentTotal;
import java.util.StringJoiner;

/** What is posted: where a batch belongs, and its totals per user and torrent. */
final class BatchJson {

  private BatchJson() {}

  static String of(DeltaBatch batch) {
    StringJoiner totals = new StringJoiner(",");
    for (UserTorrentTotal total : batch.totals()) {
      totals.add(of(total));
    }
    // Numbers, booleans and a UUID: nothing that would have to be escaped.
    return "{\"ring\":\"%s\",\"first_sequence\":%d,\"last_sequence\":%d,\"totals\":[%s]}"
        .formatted(batch.ring(), batch.firstSequence(), batch.lastSequence(), totals);
  }

  private static String of(UserTorrentTotal total) {
    return """
        {"user_number":%d,"torrent_number":%d,"uploaded":%d,"downloaded":%d,\
        "credited_uploaded":%d,"credited_downloaded":%d,"seed_seconds":%d,"leech_seconds":%d,\
        "snatches":%d,"announces":%d,"at_second":%d,"left":%d,"active":%b}"""
        .formatted(
            total.userNumber(),
            total.torrentNumber(),
            total.uploaded(),
            total.downloaded(),
            total.creditedUploaded(),
            total.creditedDownloaded(),
            total.seedSeconds(),
            total.leechSeconds(),
            total.snatches(),
            total.announces(),
            total.last().atSecond(),
            total.last().left(),
            total.last().active());
  }
}
