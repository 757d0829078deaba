package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.StatsDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The deltas of one row, added up. Filled once, then read; confined to one thread. */
final class DeltaGroup {

  private final StatsDelta first;
  private StatsDelta last;
  private @Nullable StatsDelta lastAnnounce;
  private @Nullable StatsDelta firstSnatch;
  private @Nullable Endpoint ipv4;
  private @Nullable Endpoint ipv6;
  private String clientName = "";
  private String userAgent = "";
  private long uploaded;
  private long downloaded;
  private long creditedUploaded;
  private long creditedDownloaded;
  private long seedSeconds;
  private long leechSeconds;
  private int snatches;
  private int announces;
  private int seedersChange;
  private int leechersChange;

  private DeltaGroup(StatsDelta first) {
    this.first = first;
    last = first;
  }

  /** Just one delta. */
  static DeltaGroup of(StatsDelta delta) {
    DeltaGroup group = new DeltaGroup(delta);
    group.add(delta);
    return group;
  }

  /**
   * The rows that deltas add up to, sorted by their keys.
   *
   * @param deltas in the order of their sequences
   */
  static List<DeltaGroup> of(List<StatsDelta> deltas, Grouping grouping) {
    List<StatsDelta> sorted = new ArrayList<>(deltas.size());
    for (StatsDelta delta : deltas) {
      if (grouping.concerns(delta)) {
        sorted.add(delta);
      }
    }
    Comparator<StatsDelta> order = grouping.order();
    sorted.sort(order); // stable: those of a row keep their order
    List<DeltaGroup> groups = new ArrayList<>();
    for (StatsDelta delta : sorted) {
      if (groups.isEmpty() || order.compare(groups.getLast().last, delta) != 0) {
        groups.add(of(delta));
      } else {
        groups.getLast().add(delta);
      }
    }
    return groups;
  }

  private void add(StatsDelta delta) {
    last = delta;
    uploaded = sum(uploaded, delta.uploaded());
    downloaded = sum(downloaded, delta.downloaded());
    creditedUploaded = sum(creditedUploaded, delta.creditedUploaded());
    creditedDownloaded = sum(creditedDownloaded, delta.creditedDownloaded());
    seedSeconds += delta.seedSeconds();
    leechSeconds += delta.leechSeconds();
    seedersChange += delta.seedersChange();
    leechersChange += delta.leechersChange();
    if (delta.event() != DeltaEvent.EXPIRED) {
      announces++;
      lastAnnounce = delta;
    }
    if (delta.snatch()) {
      snatches++;
      firstSnatch = firstSnatch == null ? delta : firstSnatch;
    }
    clientName = delta.clientName().isEmpty() ? clientName : delta.clientName();
    userAgent = delta.userAgent().isEmpty() ? userAgent : delta.userAgent();
    for (Endpoint endpoint : delta.endpoints()) {
      if (endpoint.isIpv6()) {
        ipv6 = endpoint;
      } else {
        ipv4 = endpoint;
      }
    }
  }

  private static long sum(long a, long b) {
    long exact = a + b;
    return exact < 0 ? Long.MAX_VALUE : exact;
  }

  StatsDelta first() {
    return first;
  }

  StatsDelta last() {
    return last;
  }

  /** Null if there were only expiries. */
  @Nullable StatsDelta lastAnnounce() {
    return lastAnnounce;
  }

  /** Null if nothing was downloaded to the end. */
  @Nullable StatsDelta firstSnatch() {
    return firstSnatch;
  }

  /** What says where the client is: an expiry doesn't. */
  StatsDelta described() {
    return lastAnnounce == null ? last : lastAnnounce;
  }

  /** The last that isn't empty; empty if none is. */
  String clientName() {
    return clientName;
  }

  /** The last that isn't empty; empty if none is. */
  String userAgent() {
    return userAgent;
  }

  /** The client's last IPv4 address; null if it named none. */
  @Nullable Endpoint ipv4() {
    return ipv4;
  }

  /** The client's last IPv6 address; null if it named none. */
  @Nullable Endpoint ipv6() {
    return ipv6;
  }

  /** The last announce's address, IPv4 if it named both; null if it named none. */
  @Nullable Endpoint endpoint() {
    List<Endpoint> endpoints = described().endpoints();
    return endpoints.isEmpty() ? null : endpoints.getFirst();
  }

  long uploaded() {
    return uploaded;
  }

  long downloaded() {
    return downloaded;
  }

  long creditedUploaded() {
    return creditedUploaded;
  }

  long creditedDownloaded() {
    return creditedDownloaded;
  }

  long seedSeconds() {
    return seedSeconds;
  }

  long leechSeconds() {
    return leechSeconds;
  }

  int snatches() {
    return snatches;
  }

  /** All deltas but expiries. */
  int announces() {
    return announces;
  }

  int seedersChange() {
    return seedersChange;
  }

  int leechersChange() {
    return leechersChange;
  }
}
