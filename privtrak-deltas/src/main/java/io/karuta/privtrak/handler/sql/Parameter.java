package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.StatsDelta;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a statement can name as {@code :snake_case}: something of the row's deltas. */
enum Parameter {
  USER_NUMBER(Scope.USER, number(group -> group.last().userNumber())),
  USER_ID(Scope.USER, (group, out) -> out.bytes(userId(group.last()))),
  TORRENT_NUMBER(Scope.TORRENT, number(group -> group.last().torrentNumber())),
  INFO_HASH(Scope.TORRENT, (group, out) -> out.bytes(group.last().infoHash().toBytes())),

  UPLOADED(Scope.ANY, number(DeltaGroup::uploaded)),
  DOWNLOADED(Scope.ANY, number(DeltaGroup::downloaded)),
  CREDITED_UPLOADED(Scope.ANY, number(DeltaGroup::creditedUploaded)),
  CREDITED_DOWNLOADED(Scope.ANY, number(DeltaGroup::creditedDownloaded)),
  SEED_SECONDS(Scope.ANY, number(DeltaGroup::seedSeconds)),
  LEECH_SECONDS(Scope.ANY, number(DeltaGroup::leechSeconds)),
  SNATCHES(Scope.ANY, number(DeltaGroup::snatches)),
  ANNOUNCES(Scope.ANY, number(DeltaGroup::announces)),
  SEEDERS_CHANGE(Scope.ANY, number(DeltaGroup::seedersChange)),
  LEECHERS_CHANGE(Scope.ANY, number(DeltaGroup::leechersChange)),
  FIRST_SECOND(Scope.ANY, second(DeltaGroup::first)),
  LAST_SECOND(Scope.ANY, second(DeltaGroup::last)),
  ANNOUNCE_SECOND(Scope.ANY, second(DeltaGroup::lastAnnounce)),
  SNATCH_SECOND(Scope.ANY, second(DeltaGroup::firstSnatch)),
  FIRST_SEQUENCE(Scope.ANY, number(group -> group.first().sequence())),
  LAST_SEQUENCE(Scope.ANY, number(group -> group.last().sequence())),

  SEEDERS(Scope.TORRENT, number(group -> group.last().seeders())),
  LEECHERS(Scope.TORRENT, number(group -> group.last().leechers())),

  EVENT(Scope.CLIENT, (group, out) -> out.text(lowerCase(group.last().event()))),
  ACTIVE(Scope.CLIENT, number(group -> group.last().active() ? 1 : 0)),
  SEEDER(Scope.CLIENT, number(group -> group.last().left() == 0 ? 1 : 0)),
  LEFT(Scope.CLIENT, number(group -> group.last().left())),
  CLIENT_UPLOADED(Scope.CLIENT, number(group -> group.last().reportedUploaded())),
  CLIENT_DOWNLOADED(Scope.CLIENT, number(group -> group.last().reportedDownloaded())),
  CORRUPT(Scope.CLIENT, number(group -> group.described().corrupt())),
  PEER_ID(Scope.CLIENT, (group, out) -> out.bytes(group.last().peerId().toBytes())),
  CLIENT_NAME(Scope.CLIENT, (group, out) -> out.text(group.clientName())),
  USER_AGENT(Scope.CLIENT, (group, out) -> out.text(group.userAgent())),
  IP(Scope.CLIENT, address(DeltaGroup::endpoint)),
  IP_TEXT(Scope.CLIENT, addressText(DeltaGroup::endpoint)),
  IPV4(Scope.CLIENT, address(DeltaGroup::ipv4)),
  IPV4_TEXT(Scope.CLIENT, addressText(DeltaGroup::ipv4)),
  IPV6(Scope.CLIENT, address(DeltaGroup::ipv6)),
  IPV6_TEXT(Scope.CLIENT, addressText(DeltaGroup::ipv6)),
  PORT(Scope.CLIENT, Parameter::writePort);

  /** Which rows have it. */
  private enum Scope {
    ANY,
    USER,
    TORRENT,
    CLIENT
  }

  private final Scope scope;

  @SuppressWarnings("ImmutableEnumChecker") // method references, which hold nothing
  private final BiConsumer<DeltaGroup, ValueWriter> value;

  Parameter(Scope scope, BiConsumer<DeltaGroup, ValueWriter> value) {
    this.scope = scope;
    this.value = value;
  }

  private static BiConsumer<DeltaGroup, ValueWriter> number(ToLongFunction<DeltaGroup> number) {
    return (group, out) -> out.number(number.applyAsLong(group));
  }

  private static BiConsumer<DeltaGroup, ValueWriter> second(
      Function<DeltaGroup, @Nullable StatsDelta> delta) {
    return (group, out) -> {
      StatsDelta found = delta.apply(group);
      if (found == null) {
        out.nothing();
      } else {
        out.number(Integer.toUnsignedLong(found.atSecond()));
      }
    };
  }

  private static BiConsumer<DeltaGroup, ValueWriter> address(
      Function<DeltaGroup, @Nullable Endpoint> endpoint) {
    return (group, out) -> {
      Endpoint found = endpoint.apply(group);
      if (found == null) {
        out.nothing();
      } else {
        out.bytes(found.address().getAddress());
      }
    };
  }

  private static BiConsumer<DeltaGroup, ValueWriter> addressText(
      Function<DeltaGroup, @Nullable Endpoint> endpoint) {
    return (group, out) -> {
      Endpoint found = endpoint.apply(group);
      if (found == null) {
        out.nothing();
      } else {
        out.text(found.address().getHostAddress());
      }
    };
  }

  private static void writePort(DeltaGroup group, ValueWriter out) {
    Endpoint endpoint = group.endpoint();
    if (endpoint == null) {
      out.nothing();
    } else {
      out.number(endpoint.port());
    }
  }

  private static byte[] userId(StatsDelta delta) {
    return ByteBuffer.allocate(UserId.LENGTH_BYTES)
        .putLong(delta.user().high())
        .putLong(delta.user().low())
        .array();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Those that rows of a grouping have. */
  static List<Parameter> of(Grouping grouping) {
    return Arrays.stream(values()).filter(parameter -> parameter.belongsTo(grouping)).toList();
  }

  static Optional<Parameter> named(String name) {
    return Arrays.stream(values()).filter(parameter -> parameter.sqlName().equals(name)).findAny();
  }

  private boolean belongsTo(Grouping grouping) {
    return switch (scope) {
      case ANY -> true;
      case USER -> grouping != Grouping.TORRENT;
      case TORRENT -> grouping != Grouping.USER;
      case CLIENT -> grouping != Grouping.USER && grouping != Grouping.TORRENT;
    };
  }

  /** Without the colon. */
  String sqlName() {
    return lowerCase(this);
  }

  void write(DeltaGroup group, ValueWriter out) {
    value.accept(group, out);
  }
}
