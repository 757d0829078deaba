package io.karuta.client;

/** What is to change of a torrent; the rest stays. Immutable. */
public final class TorrentPatch {

  private final Patch patch;

  private TorrentPatch(Patch patch) {
    this.patch = patch;
  }

  /** Nothing yet. */
  public static TorrentPatch nothing() {
    return new TorrentPatch(Patch.NOTHING);
  }

  /** Another number. */
  public TorrentPatch torrentId(long number) {
    return new TorrentPatch(patch.with("torrent_id", number));
  }

  /** Another name. */
  public TorrentPatch name(String name) {
    return new TorrentPatch(patch.with("name", name));
  }

  /** {@code active}, {@code disabled} or {@code awaiting-approval}. */
  public TorrentPatch status(String status) {
    return new TorrentPatch(patch.with("status", status));
  }

  /** What clients are told of a torrent that isn't active. */
  public TorrentPatch reason(String reason) {
    return new TorrentPatch(patch.with("reason", reason));
  }

  /** Credit per uploaded byte, 0 to 1000. */
  public TorrentPatch uploadPercent(int percent) {
    return new TorrentPatch(patch.with("upload_percent", percent));
  }

  /** Credit per downloaded byte, 0 to 1000. */
  public TorrentPatch downloadPercent(int percent) {
    return new TorrentPatch(patch.with("download_percent", percent));
  }

  /** Whether nothing is to change. */
  public boolean isEmpty() {
    return patch.isEmpty();
  }

  Patch patch() {
    return patch;
  }
}
