package io.karuta.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which torrents may be announced, and who is in their swarms. Thread-safe. */
public final class Torrents {

  private final Rest rest;
  private final Entries<Torrent> entries;

  Torrents(Rest rest) {
    this.rest = rest;
    entries = new Entries<>(rest, "/v1/torrents", Torrent.class);
  }

  /** A part of the list, by the site's numbers; filters {@code status}, {@code name_prefix}. */
  public Page<Torrent> page(ListQuery query) {
    return entries.page(query);
  }

  /** The list to its end, page by page as it is read; filters as for {@link #page}. */
  public Stream<Torrent> all(ListQuery query) {
    return entries.all(query);
  }

  /** A torrent; empty if it isn't registered. */
  public Optional<Torrent> find(String infoHash) {
    return read(infoHash).map(Versioned::value);
  }

  /** A torrent, to be changed if it is still the same; empty if it isn't registered. */
  public Optional<Versioned<Torrent>> read(String infoHash) {
    return entries.read(entries.at(infoHash));
  }

  /** Registers a torrent, or replaces it; as it is now. */
  public Torrent put(Torrent torrent) {
    return put(torrent, Condition.always());
  }

  /** Registers or replaces a torrent on a condition; as it is now. */
  public Torrent put(Torrent torrent, Condition condition) {
    return entries.put(entries.at(torrent.infoHash()), torrent.writable(), condition);
  }

  /** Changes some of a torrent; as it is now, empty if it isn't registered. */
  public Optional<Torrent> patch(String infoHash, TorrentPatch patch) {
    return patch(infoHash, patch, Condition.always());
  }

  /** Changes some of a torrent on a condition; as it is now, empty if it isn't registered. */
  public Optional<Torrent> patch(String infoHash, TorrentPatch patch, Condition condition) {
    return entries.patch(entries.at(infoHash), patch.patch(), condition);
  }

  /** Removes a torrent and its peers; whether it was registered. */
  public boolean delete(String infoHash) {
    return entries.delete(entries.at(infoHash));
  }

  /** Who is in the swarm. */
  public List<Peer> peers(String infoHash) {
    return rest.send(Call.get(entries.at(infoHash) + "/peers")).as(Json.pageOf(Peer.class)).items();
  }

  /** Removes a user's peers from the swarm; how many there were. */
  public int kick(String infoHash, long userId) {
    return rest.send(Call.delete(entries.at(infoHash) + "/peers/" + userId))
        .as(Json.kind(Removed.class))
        .removed();
  }

  /** Makes up to 10,000 changes, each for itself or all or none of them. */
  public BulkResult bulk(List<Change<Torrent>> changes, boolean atomic) {
    return bulk(changes, atomic, Call.newKey());
  }

  /** The same with a key of one's own: with the same key it is done once, also tomorrow. */
  public BulkResult bulk(List<Change<Torrent>> changes, boolean atomic, String key) {
    return entries.bulk(changes, atomic, key);
  }

  /** What the tracker holds of a range, in short. */
  public Digest digest(Range range) {
    return entries.digest(range);
  }

  /** Whether the tracker holds of a range what a digest of the site's says. */
  public boolean inStep(Range range, String sha256) {
    return entries.inStep(range, sha256);
  }

  /**
   * Makes the tracker hold these torrents of a range and no others.
   *
   * @param dryRun only tells what would be done
   */
  public Reconciliation reconcile(Range range, List<Torrent> torrents, boolean dryRun) {
    return entries.reconcile(range, torrents.stream().map(Torrent::writable).toList(), dryRun);
  }
}
