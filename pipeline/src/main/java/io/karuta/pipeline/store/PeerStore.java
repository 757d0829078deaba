package io.karuta.pipeline.store;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.UserId;
import java.util.List;
import java.util.function.Consumer;

/**
 * All swarms. Thread-safe.
 *
 * <p><b>One record per peer.</b> A peer is (info hash, user id, peer id). Its IPv4 and IPv6
 * addresses are two fields of one record: it counts once, whatever it announces over. The state
 * follows {@code left}: seeder if 0, leecher if more, partial seed if {@code paused} with more (BEP
 * 21); no peer is ever two of these. An announce replaces the address of the families that it
 * brings and keeps the other one.
 *
 * <p><b>One atomic step.</b> {@link #announce} finds the peer, offers the change to the accounting
 * sink, stores, counts and chooses peers under the lock of its swarm. Two announces to one swarm
 * are one after the other: the later sees the earlier. The counts include the announcer after its
 * announce took effect, once.
 *
 * <p><b>Selection.</b> A list never holds the announcer, another peer of the same user (unless the
 * user is {@link UserId#ANONYMOUS}), a duplicate, a dormant, hidden or departed peer, or one
 * without an address of that family. A seeder and a partial seed get leechers that are no partial
 * seeds; a leecher gets seeders, partial seeds and leechers, in proportion to their numbers but
 * both kinds having a share if both exist and more than one peer is wanted. At most {@code numWant}
 * peers per family; the time doesn't grow with the swarm. A peer without any address is counted all
 * the same.
 *
 * <p><b>Leaving.</b> {@code stopped} removes the peer; from an unknown peer it is a success without
 * effect. A peer that didn't announce for the peer lifetime turns dormant: out of counts and lists,
 * its record kept for the dormant lifetime, so that a client back from an outage continues where it
 * was. A peer leaves the store only after the sink has taken its last change; until then it is
 * <i>departed</i>: in no count and no list, its counters no lower than before it stopped. It
 * announces again as a known, dormant peer. Swarms without records vanish.
 *
 * <p><b>Snatches.</b> A leecher that reports left = 0, or an unknown peer that sends {@code
 * completed} with left = 0: once per record. A hidden peer's is accounted but not counted.
 *
 * <p><b>Faults.</b> If the sink throws, the store is as before, and the exception passes through.
 *
 * <p><b>Full.</b> When there is no room, an announce of a new peer gets its reply and is not stored
 * nor accounted; {@link SwarmReply#stored()} says so.
 *
 * <p>All calls throw {@link IllegalStateException} after {@link #close()}.
 */
public interface PeerStore extends AutoCloseable {

  /**
   * The atomic step of one announce, see above. Never waits for I/O.
   *
   * @param announce what is announced; read only during the call
   * @param reply filled with counts, peers and what was known before
   */
  void announce(SwarmAnnounce announce, SwarmReply reply);

  /**
   * Reads the counts of one swarm.
   *
   * @param infoHash array that holds the 20 bytes at {@code offset}
   * @param counts all zeros if there is no such swarm
   */
  void scrape(byte[] infoHash, int offset, SwarmCounts counts);

  /** Peers and swarms of the whole store, each number exact at some moment of the call. */
  StoreTotals totals();

  /**
   * Visits every swarm that has peers. Swarms that come or go meanwhile may be missed. The visitor
   * may not call the store.
   */
  void forEachSwarm(SwarmVisitor visitor);

  /** The peers of one swarm, dormant ones included; empty if there is none. */
  List<PeerSnapshot> peersOf(InfoHash infoHash);

  /** Visits the peers of one user in all swarms; slow, for administration. */
  void peersOf(UserId user, Consumer<PeerSnapshot> visitor);

  /**
   * Removes peers of all swarms, offering each departure to the sink; those that it doesn't take
   * stay departed. Slow: looks at every peer.
   *
   * @return how many peers were there
   */
  int remove(PeerFilter filter, int nowSecond, AccountingSink sink);

  /**
   * Removes peers of one swarm, offering each departure to the sink; those that it doesn't take
   * stay departed.
   *
   * @return how many peers were there
   */
  int remove(InfoHash infoHash, PeerFilter filter, int nowSecond, AccountingSink sink);

  /** Removes a user's peers everywhere, as {@link #remove(PeerFilter, int, AccountingSink)}. */
  default int removeUser(UserId user, int nowSecond, AccountingSink sink) {
    return remove(PeerFilter.of(user), nowSecond, sink);
  }

  /**
   * Removes a swarm's peers, as {@link #remove(InfoHash, PeerFilter, int, AccountingSink)}.
   *
   * @return how many peers were there
   */
  default int removeTorrent(InfoHash infoHash, int nowSecond, AccountingSink sink) {
    return remove(infoHash, PeerFilter.ALL, nowSecond, sink);
  }

  /**
   * Does once more what the accounting has taken, before the first announce: after a crash between
   * taking and storing, the peer's record is what it would have been. Changes are given in their
   * order; doing one twice, or one that was stored, has no effect.
   *
   * <p>A record that is no newer than the change gets its counters and owes nothing; without a
   * record, one is made that is dormant and has no address. {@code stopped} removes the record. A
   * change without an announce clears the debt, removes a departed record and turns an expired one
   * dormant.
   */
  void redo(TakenChange change);

  /**
   * One slice of the sweep: looks at a bounded part of the store, turns peers dormant that were
   * silent for the peer lifetime, removes those silent for the dormant lifetime, and offers the
   * debts of dormant and departed peers again. Calls after each other go round the whole store. One
   * caller at a time; no lock is held longer than about a millisecond.
   *
   * @return whether this slice was the last of a round
   */
  boolean expireSlice(int nowSecond, AccountingSink sink);

  /**
   * Closes the store after the calls in progress have ended; what was persisted is complete.
   * Calling it again does nothing.
   */
  @Override
  void close();
}
