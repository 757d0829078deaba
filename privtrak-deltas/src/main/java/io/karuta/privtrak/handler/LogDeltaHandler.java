package io.karuta.privtrak.handler;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.UserTorrentTotal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each total to the log, and keeps nothing else. */
final class LogDeltaHandler implements DeltaHandler {

  private static final Logger LOG = LoggerFactory.getLogger("io.karuta.deltas");

  @Override
  public void handle(DeltaBatch batch) {
    LOG.info(
        "deltas {} to {}: {}", batch.firstSequence(), batch.lastSequence(), batch.deltas().size());
    for (UserTorrentTotal total : batch.totals()) {
      LOG.info(
          "user {} torrent {}: {} up, {} down, credited {} up, {} down, {} s seeding, {} s"
              + " leeching, {} snatches, {}",
          total.userNumber(),
          total.torrentNumber(),
          total.uploaded(),
          total.downloaded(),
          total.creditedUploaded(),
          total.creditedDownloaded(),
          total.seedSeconds(),
          total.leechSeconds(),
          total.snatches(),
          total.last().event());
    }
  }

  @Override
  public void close() {}
}
