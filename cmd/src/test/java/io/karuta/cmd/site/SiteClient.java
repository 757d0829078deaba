package io.karuta.cmd.site;

import io.karuta.testkit.AnnounceQuery;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One client, which knows what the site has said and judges whether its announces are answered
 * accordingly. Confined to one thread at a time.
 *
 * @param number names its peer id
 * @param leeching whether it still lacks something
 */
record SiteClient(int number, int user, int torrent, boolean leeching) {

  private static final String SERVED = "";
  private static final String UNKNOWN_PASSKEY = "unknown passkey: download the torrent file again";
  private static final String MAY_NOT_LEECH = "your account may seed but not download";
  private static final String UNKNOWN_TORRENT = "torrent is not registered here";

  /** What an announce was told, and how long that took. */
  record Answer(long nanos, boolean judged, Optional<String> violation) {}

  static SiteClient random(int number, SiteSettings settings, Random random) {
    return new SiteClient(
        number,
        1 + random.nextInt(settings.users()),
        1 + random.nextInt(settings.torrents()),
        random.nextBoolean());
  }

  /**
   * Announces once.
   *
   * @param fromNano when the announce was due
   */
  Answer announce(
      TrackerClient line,
      Ledger<UserState> users,
      Ledger<TorrentState> torrents,
      boolean olderPasskey,
      long fromNano) {
    Ledger.Moment<UserState> userBefore = users.moment(user);
    Ledger.Moment<TorrentState> torrentBefore = torrents.moment(torrent);
    UserState known = olderPasskey ? userBefore.before() : userBefore.after();
    HttpReply reply = line.get(query(known.passkey()));
    long nanos = System.nanoTime() - fromNano;
    Set<UserState> userStates = Ledger.between(userBefore, users.moment(user));
    Set<TorrentState> torrentStates = Ledger.between(torrentBefore, torrents.moment(torrent));
    String told = reply.bencoded().has("failure reason") ? reply.failureReason() : SERVED;
    Set<String> right = new TreeSet<>();
    for (UserState userState : userStates) {
      for (TorrentState torrentState : torrentStates) {
        right.add(expected(userState, known.passkey(), torrentState));
      }
    }
    boolean violated = !right.isEmpty() && !right.contains(told);
    return new Answer(
        nanos,
        !right.isEmpty(),
        violated
            ? Optional.of(
                "%s was told '%s' (expected one of %s; user %s, torrent %s)"
                    .formatted(this, told, right, userStates, torrentStates))
            : Optional.empty());
  }

  private String query(int passkey) {
    String path = "/announce/" + Names.passkey(user, passkey);
    return AnnounceQuery.announce(path, Names.infoHashBytes(torrent), Names.peerId(number))
        .with("port", 1024 + number % 60_000)
        .with("left", leeching ? 1000 : 0)
        .toString();
  }

  private String expected(UserState userState, int passkey, TorrentState torrentState) {
    if (!userState.isPresent() || userState.passkey() != passkey) {
      return UNKNOWN_PASSKEY;
    }
    if (leeching && !userState.canLeech()) {
      return MAY_NOT_LEECH;
    }
    return switch (torrentState.status()) {
      case ACTIVE -> SERVED;
      case DISABLED -> torrentState.reason();
      case ABSENT -> UNKNOWN_TORRENT;
    };
  }
}
