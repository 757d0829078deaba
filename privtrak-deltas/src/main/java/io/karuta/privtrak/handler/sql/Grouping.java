package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.delta.StatsDelta;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What one row of a statement stands for. Deltas of users or torrents without a number are in no
 * row.
 */
@SuppressWarnings("ImmutableEnumChecker") // unmodifiable lists, and functions that hold nothing
enum Grouping {
  /** All deltas of a user. */
  USER(List.of(Parameter.USER_NUMBER), Comparator.comparingLong(StatsDelta::userNumber), _ -> true),

  /** All deltas of a user and a torrent. */
  USER_TORRENT(
      List.of(Parameter.USER_NUMBER, Parameter.TORRENT_NUMBER), byUserAndTorrent(), _ -> true),

  /** All deltas of a torrent. */
  TORRENT(
      List.of(Parameter.TORRENT_NUMBER),
      Comparator.comparingLong(StatsDelta::torrentNumber),
      _ -> true),

  /** All deltas of a client's session; not those that don't name the client. */
  PEER(
      List.of(Parameter.USER_NUMBER, Parameter.TORRENT_NUMBER, Parameter.PEER_ID),
      byUserAndTorrent().thenComparing(StatsDelta::peerId, Grouping::comparePeerIds),
      delta -> !delta.peerId().equals(new PeerId(0, 0, 0))),

  /** One delta that finished a download. */
  SNATCH(List.of(), byUserAndTorrent().thenComparingLong(StatsDelta::sequence), StatsDelta::snatch),

  /** One delta. */
  DELTA(List.of(), Comparator.comparingLong(StatsDelta::sequence), _ -> true);

  private final List<Parameter> keys;
  private final Comparator<StatsDelta> order;
  private final Predicate<StatsDelta> condition;

  Grouping(List<Parameter> keys, Comparator<StatsDelta> order, Predicate<StatsDelta> condition) {
    this.keys = keys;
    this.order = order;
    this.condition = condition;
  }

  private static Comparator<StatsDelta> byUserAndTorrent() {
    return Comparator.comparingLong(StatsDelta::userNumber)
        .thenComparingLong(StatsDelta::torrentNumber);
  }

  /** As the bytes are compared by a database. */
  private static int comparePeerIds(PeerId a, PeerId b) {
    int high = Long.compareUnsigned(a.high(), b.high());
    int middle = high != 0 ? high : Long.compareUnsigned(a.middle(), b.middle());
    return middle != 0 ? middle : Integer.compareUnsigned(a.low(), b.low());
  }

  /** What tells its rows apart; empty where every delta is a row. */
  List<Parameter> keys() {
    return keys;
  }

  /** Of the same row are those that are equal in it. */
  Comparator<StatsDelta> order() {
    return order;
  }

  boolean concerns(StatsDelta delta) {
    return delta.userNumber() != 0 && delta.torrentNumber() != 0 && condition.test(delta);
  }

  /** As the configuration writes it. */
  String kebabName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
