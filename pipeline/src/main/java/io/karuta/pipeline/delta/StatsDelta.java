package io.karuta.pipeline.delta;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import java.util.List;

/**
 * What one change of one peer means to the site's books. Immutable.
 *
 * @param sequence position in the ring, unique and rising within one ring, never restarted
 * @param atSecond when it happened, seconds since 1970
 * @param user the 16 bytes that name the user
 * @param userNumber the site's number of the user; 0 if unknown
 * @param infoHash the torrent
 * @param torrentNumber the site's number of the torrent; 0 if unknown
 * @param peerId the client's session; all 0 on an expiry from a store that doesn't keep it
 * @param endpoints the client's addresses with its port, IPv4 first; none on an expiry
 * @param clientName the client's name from the whitelist; may be empty
 * @param userAgent the client's User-Agent header; may be empty
 * @param event what happened
 * @param uploaded bytes uploaded since the last delta, raw, 0 or more
 * @param downloaded bytes downloaded since the last delta, raw, 0 or more
 * @param creditedUploaded uploaded bytes after multipliers
 * @param creditedDownloaded downloaded bytes after multipliers
 * @param corrupt the client's counter of bytes that failed the hash check
 * @param left bytes that the client lacks
 * @param reportedUploaded the client's uploaded counter
 * @param reportedDownloaded the client's downloaded counter
 * @param seedSeconds seconds of seeding since the last delta
 * @param leechSeconds seconds of leeching since the last delta
 * @param snatch whether the torrent was downloaded to the end
 * @param seedersChange change to the torrent's seeders, -1 to 1
 * @param leechersChange change to the torrent's leechers, -1 to 1
 * @param seeders the torrent's seeders after it
 * @param leechers the torrent's leechers after it
 */
public record StatsDelta(
    long sequence,
    int atSecond,
    UserId user,
    long userNumber,
    InfoHash infoHash,
    long torrentNumber,
    PeerId peerId,
    List<Endpoint> endpoints,
    String clientName,
    String userAgent,
    DeltaEvent event,
    long uploaded,
    long downloaded,
    long creditedUploaded,
    long creditedDownloaded,
    long corrupt,
    long left,
    long reportedUploaded,
    long reportedDownloaded,
    int seedSeconds,
    int leechSeconds,
    boolean snatch,
    int seedersChange,
    int leechersChange,
    int seeders,
    int leechers) {

  /** Whether the client is in the swarm after it. */
  public boolean active() {
    return event != DeltaEvent.STOPPED && event != DeltaEvent.EXPIRED;
  }
}
