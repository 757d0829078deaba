package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One place of the ring: a delta as plain fields, written by the announcing thread and read by the
 * delivery thread; the ring's sequences order the two. Recycled.
 */
final class DeltaSlot {

  private final byte[] infoHash = new byte[InfoHash.LENGTH_BYTES];
  private final byte[] peerId = new byte[PeerId.LENGTH_BYTES];
  private long sequence;
  private int atSecond;
  private long userHigh;
  private long userLow;
  private long userNumber;
  private long torrentNumber;
  private boolean ipv4Present;
  private int ipv4;
  private boolean ipv6Present;
  private long ipv6High;
  private long ipv6Low;
  private int port;
  private String clientName = "";
  private String userAgent = "";
  private DeltaEvent event = DeltaEvent.NONE;
  private long uploaded;
  private long downloaded;
  private long creditedUploaded;
  private long creditedDownloaded;
  private long corrupt;
  private long left;
  private long reportedUploaded;
  private long reportedDownloaded;
  private int seedSeconds;
  private int leechSeconds;
  private boolean snatch;
  private int seedersChange;
  private int leechersChange;
  private int seeders;
  private int leechers;

  /** Copies who, where and what happened; the numbers come with the other setters. */
  void describe(long sequence, PeerTransition transition) {
    this.sequence = sequence;
    atSecond = transition.nowSecond();
    userHigh = transition.userHigh();
    userLow = transition.userLow();
    System.arraycopy(transition.infoHash(), 0, infoHash, 0, infoHash.length);
    System.arraycopy(transition.peerId(), 0, peerId, 0, peerId.length);
    left = DeltaRule.left(transition);
    seedersChange = transition.seedersChange();
    leechersChange = transition.leechersChange();
    seeders = transition.seeders();
    leechers = transition.leechers();
    SwarmAnnounce announce = transition.announce();
    if (announce == null) {
      describeDeparture(transition);
    } else {
      describeAnnounce(announce);
    }
  }

  private void describeAnnounce(SwarmAnnounce announce) {
    AnnounceRequest request = announce.request();
    ClientAddress address = request.address();
    ipv4Present = address.ipv4Present();
    ipv4 = address.ipv4();
    ipv6Present = address.ipv6Present();
    ipv6High = address.ipv6High();
    ipv6Low = address.ipv6Low();
    port = request.port();
    clientName = announce.terms().clientName();
    userAgent = request.userAgent();
    event = eventOf(request.event());
    corrupt = request.corrupt();
    reportedUploaded = request.uploaded();
    reportedDownloaded = request.downloaded();
  }

  private void describeDeparture(PeerTransition transition) {
    ipv4Present = false;
    ipv6Present = false;
    port = 0;
    clientName = "";
    userAgent = "";
    event = DeltaEvent.EXPIRED;
    corrupt = 0;
    reportedUploaded = transition.priorUploaded();
    reportedDownloaded = transition.priorDownloaded();
  }

  /** Sets the site's numbers, 0 where unknown. */
  void numbers(long userNumber, long torrentNumber) {
    this.userNumber = userNumber;
    this.torrentNumber = torrentNumber;
  }

  /** Sets the bytes, raw, and what is credited of them in percent. */
  void bytes(long uploaded, int uploadPercent, long downloaded, int downloadPercent) {
    this.uploaded = uploaded;
    this.downloaded = downloaded;
    creditedUploaded = Saturating.percentOf(uploaded, uploadPercent);
    creditedDownloaded = Saturating.percentOf(downloaded, downloadPercent);
  }

  /** Sets the times, and whether a download was finished. */
  void progress(int seedSeconds, int leechSeconds, boolean snatch) {
    this.seedSeconds = seedSeconds;
    this.leechSeconds = leechSeconds;
    this.snatch = snatch;
  }

  private static DeltaEvent eventOf(Event event) {
    return switch (event) {
      case NONE -> DeltaEvent.NONE;
      case STARTED -> DeltaEvent.STARTED;
      case COMPLETED -> DeltaEvent.COMPLETED;
      case STOPPED -> DeltaEvent.STOPPED;
      case PAUSED -> DeltaEvent.PAUSED;
    };
  }

  /** A copy that lasts. */
  StatsDelta toDelta() {
    return new StatsDelta(
        sequence,
        atSecond,
        new UserId(userHigh, userLow),
        userNumber,
        InfoHash.of(infoHash, 0),
        torrentNumber,
        PeerId.of(peerId, 0),
        endpoints(),
        clientName,
        userAgent,
        event,
        uploaded,
        downloaded,
        creditedUploaded,
        creditedDownloaded,
        corrupt,
        left,
        reportedUploaded,
        reportedDownloaded,
        seedSeconds,
        leechSeconds,
        snatch,
        seedersChange,
        leechersChange,
        seeders,
        leechers);
  }

  private List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>(2);
    if (ipv4Present) {
      byte[] wire =
          ByteBuffer.allocate(Endpoint.IPV4_LENGTH_BYTES)
              .putInt(ipv4)
              .putShort((short) port)
              .array();
      endpoints.add(Endpoint.ofWire(wire, 0, wire.length));
    }
    if (ipv6Present) {
      byte[] wire =
          ByteBuffer.allocate(Endpoint.IPV6_LENGTH_BYTES)
              .putLong(ipv6High)
              .putLong(ipv6Low)
              .putShort((short) port)
              .array();
      endpoints.add(Endpoint.ofWire(wire, 0, wire.length));
    }
    return List.copyOf(endpoints);
  }
}
