package io.karuta.testkit.store;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.Debt;
import io.karuta.pipeline.store.PeerCandidate;
import io.karuta.pipeline.store.PeerSnapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One peer's record on the heap. Guarded by its store. */
final class ModelPeer implements PeerCandidate {

  /** What tells peers of one swarm apart. */
  record Key(UserId user, PeerId peerId) {}

  final Key key;
  final Debt debt = new Debt();
  Optional<Endpoint> ipv4Endpoint = Optional.empty();
  Optional<Endpoint> ipv6Endpoint = Optional.empty();
  long uploaded;
  long downloaded;
  long left;
  int seenSecond;
  Optional<Integer> seenIpv4Second = Optional.empty();
  Optional<Integer> seenIpv6Second = Optional.empty();
  boolean partialSeed;
  boolean snatched;
  boolean hidden;
  boolean dormant;
  boolean departed;

  ModelPeer(Key key) {
    this.key = key;
  }

  @Override
  public boolean seeder() {
    return left == 0;
  }

  /** Whether it is in counts and lists. */
  boolean visible() {
    return !hidden && !dormant;
  }

  boolean wantsMore() {
    return !seeder() && !partialSeed;
  }

  Optional<Endpoint> endpoint(boolean ipv6) {
    return ipv6 ? ipv6Endpoint : ipv4Endpoint;
  }

  /** Takes over the addresses that the request brings and when it came. */
  void reachedBy(AnnounceRequest request, int nowSecond) {
    ClientAddress address = request.address();
    if (address.ipv4Present()) {
      PeerList list = PeerList.ofIpv4();
      list.addIpv4(address.ipv4(), request.port());
      ipv4Endpoint = Optional.of(list.toEndpoints().getFirst());
    }
    if (address.ipv6Present()) {
      PeerList list = PeerList.ofIpv6();
      list.addIpv6(address.ipv6High(), address.ipv6Low(), request.port());
      ipv6Endpoint = Optional.of(list.toEndpoints().getFirst());
    }
    seenSecond = nowSecond;
    if (address.connectedByIpv6()) {
      seenIpv6Second = Optional.of(nowSecond);
    } else {
      seenIpv4Second = Optional.of(nowSecond);
    }
  }

  PeerSnapshot snapshot(InfoHash infoHash) {
    List<Endpoint> endpoints = new ArrayList<>();
    ipv4Endpoint.ifPresent(endpoints::add);
    ipv6Endpoint.ifPresent(endpoints::add);
    return new PeerSnapshot(
        infoHash,
        key.user(),
        key.peerId(),
        endpoints,
        uploaded,
        downloaded,
        left,
        seenSecond,
        seeder(),
        partialSeed,
        dormant);
  }

  @Override
  public long left() {
    return left;
  }

  @Override
  public long uploaded() {
    return uploaded;
  }

  @Override
  public long downloaded() {
    return downloaded;
  }

  @Override
  public int seenSecond() {
    return seenSecond;
  }

  @Override
  public int ipv4() {
    return ipv4Endpoint.map(endpoint -> ByteBuffer.wrap(endpoint.toBytes()).getInt()).orElse(0);
  }

  @Override
  public long ipv6High() {
    return ipv6Endpoint.map(endpoint -> ByteBuffer.wrap(endpoint.toBytes()).getLong(0)).orElse(0L);
  }

  @Override
  public long ipv6Low() {
    return ipv6Endpoint.map(endpoint -> ByteBuffer.wrap(endpoint.toBytes()).getLong(8)).orElse(0L);
  }
}
