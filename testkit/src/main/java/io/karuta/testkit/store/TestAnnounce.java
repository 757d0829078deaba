package io.karuta.testkit.store;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerSelector;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.testkit.FakeClock;
import java.util.List;

/**
 * One announce straight to a store, spelled out step by step: {@code
 * TestAnnounce.of(1).peer(2).left(0).want(50).to(store)}. Unless said otherwise it comes from a
 * leecher at the start of {@link FakeClock}, over IPv4, and wants nothing. Confined to one thread.
 */
public final class TestAnnounce {

  /**
   * What the store answered.
   *
   * @param known whether the peer had a record before
   * @param early whether it announced too soon
   * @param stored whether the announce took effect
   * @param seeders of the swarm
   * @param leechers of the swarm, partial seeds included
   * @param partialSeeds of the swarm
   * @param snatches of the swarm
   * @param ipv4 the IPv4 peers listed
   * @param ipv6 the IPv6 peers listed
   */
  public record Reply(
      boolean known,
      boolean early,
      boolean stored,
      int seeders,
      int leechers,
      int partialSeeds,
      long snatches,
      List<Endpoint> ipv4,
      List<Endpoint> ipv6) {}

  private final AnnounceRequest request = new AnnounceRequest();
  private final SwarmAnnounce announce = new SwarmAnnounce(request);
  private int nowSecond = FakeClock.START_SECOND;
  private long userHigh;
  private long userLow;
  private int numWant;
  private boolean wantsIpv4 = true;
  private boolean wantsIpv6;
  private boolean hidden;
  private int minIntervalSeconds;
  private AccountingSink sink = AccountingSink.NONE;
  private PeerSelector selector = PeerSelector.UNIFORM;

  private TestAnnounce(InfoHash infoHash) {
    request.clear();
    infoHash.writeTo(request.infoHash(), 0);
  }

  /** An announce to the swarm {@link #infoHash(long)}. */
  public static TestAnnounce of(long swarm) {
    return of(infoHash(swarm));
  }

  /** An announce to a swarm. */
  public static TestAnnounce of(InfoHash infoHash) {
    return new TestAnnounce(infoHash).peer(1).left(1000);
  }

  /** The info hash of swarm {@code number}: well spread bytes, as a digest has. */
  public static InfoHash infoHash(long number) {
    long mixed = (number + 1) * 0x9e3779b97f4a7c15L;
    return new InfoHash(mixed ^ mixed >>> 29, number, (int) mixed);
  }

  /** The peer id of peer {@code number}. */
  public static PeerId peerId(int number) {
    return new PeerId(0x2d4b41303130302dL, number * 0x9e3779b97f4a7c15L, number);
  }

  /** What a transition says where a store doesn't keep the peer id. */
  static PeerId peerIdOfZeros() {
    return new PeerId(0, 0, 0);
  }

  /** The IPv4 endpoint of peer {@code number}, 10.0.0.0 and up. */
  public static Endpoint ipv4(int number) {
    PeerList list = PeerList.ofIpv4();
    list.addIpv4(0x0a000000 + number, 6881);
    return list.toEndpoints().getFirst();
  }

  /** The IPv6 endpoint of peer {@code number}, in 2001:db8::/32. */
  public static Endpoint ipv6(int number) {
    PeerList list = PeerList.ofIpv6();
    list.addIpv6(0x20010db800000000L, number, 6881);
    return list.toEndpoints().getFirst();
  }

  /** Peer {@code number} with its peer id, its own user, and its IPv4 address alone. */
  public TestAnnounce peer(int number) {
    peerId(number).writeTo(request.peerId(), 0);
    return user(number).overIpv4(number);
  }

  /** Another peer id. */
  public TestAnnounce peerId(PeerId peerId) {
    peerId.writeTo(request.peerId(), 0);
    return this;
  }

  /** Another user, by its number; 0 for an anonymous one. */
  public TestAnnounce user(long number) {
    userHigh = number == 0 ? 0 : 0x75736572L;
    userLow = number;
    return this;
  }

  /** The site's user of a number, as the hooks name it. */
  public TestAnnounce siteUser(long number) {
    userHigh = UserId.ofNumber(number).high();
    userLow = UserId.ofNumber(number).low();
    return this;
  }

  /** The user id of user {@code number}. */
  public static UserId userId(long number) {
    return number == 0 ? UserId.ANONYMOUS : new UserId(0x75736572L, number);
  }

  /** Only the IPv4 address of peer {@code number}; IPv4 peers are wanted. */
  public TestAnnounce overIpv4(int number) {
    return from(ipv4(number));
  }

  /** Only the IPv6 address of peer {@code number}; IPv6 peers are wanted. */
  public TestAnnounce overIpv6(int number) {
    return from(ipv6(number));
  }

  /** Another address and port, and peers of its family. */
  public TestAnnounce from(Endpoint endpoint) {
    request.address().connectedFrom(endpoint.address().getAddress());
    request.port(endpoint.port());
    wantsIpv6 = request.address().connectedByIpv6();
    wantsIpv4 = !wantsIpv6;
    return this;
  }

  /** The address of the request, to be changed freely. */
  public ClientAddress address() {
    return request.address();
  }

  /** The request, to be changed freely. */
  public AnnounceRequest request() {
    return request;
  }

  /** Bytes missing. */
  public TestAnnounce left(long bytes) {
    request.left(bytes);
    return this;
  }

  /** Both counters. */
  public TestAnnounce moved(long uploadedBytes, long downloadedBytes) {
    request.uploaded(uploadedBytes);
    request.downloaded(downloadedBytes);
    return this;
  }

  /** What happened. */
  public TestAnnounce event(Event event) {
    request.event(event);
    return this;
  }

  /** Seconds after the start of {@link FakeClock}. */
  public TestAnnounce after(int seconds) {
    return at(FakeClock.START_SECOND + seconds);
  }

  /** When, in seconds since 1970. */
  public TestAnnounce at(int second) {
    nowSecond = second;
    return this;
  }

  /** Most peers of the families wanted. */
  public TestAnnounce want(int numWant) {
    this.numWant = numWant;
    return this;
  }

  /** Peers of both families. */
  public TestAnnounce wantBoth(int numWant) {
    wantsIpv4 = true;
    wantsIpv6 = true;
    return want(numWant);
  }

  /** In no count and no list. */
  public TestAnnounce hidden() {
    hidden = true;
    return this;
  }

  /** The enforced least interval. */
  public TestAnnounce minInterval(int seconds) {
    minIntervalSeconds = seconds;
    return this;
  }

  /** Who accounts. */
  public TestAnnounce sink(AccountingSink sink) {
    this.sink = sink;
    return this;
  }

  /** How peers are chosen. */
  public TestAnnounce selector(PeerSelector selector) {
    this.selector = selector;
    return this;
  }

  /** The announce as stores take it, filled anew. */
  public SwarmAnnounce toSwarmAnnounce() {
    announce.clear(nowSecond);
    announce.user(userHigh, userLow);
    announce.want(numWant, wantsIpv4, wantsIpv6);
    announce.hidden(hidden);
    announce.minIntervalSeconds(minIntervalSeconds);
    announce.sink(sink);
    announce.selector(selector);
    return announce;
  }

  /** Announces; may be called again. */
  public Reply to(PeerStore store) {
    SwarmReply reply = new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6());
    store.announce(toSwarmAnnounce(), reply);
    SwarmCounts counts = reply.counts();
    return new Reply(
        reply.known(),
        reply.early(),
        reply.stored(),
        counts.seeders(),
        counts.leechers(),
        counts.partialSeeds(),
        counts.snatches(),
        reply.ipv4Peers().toEndpoints(),
        reply.ipv6Peers().toEndpoints());
  }
}
