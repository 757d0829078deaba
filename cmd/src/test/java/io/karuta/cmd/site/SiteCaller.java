package io.karuta.cmd.site;

import io.karuta.client.BulkResult;
import io.karuta.client.Change;
import io.karuta.client.KarutaClient;
import io.karuta.client.Range;
import io.karuta.client.Reconciliation;
import io.karuta.client.Torrent;
import io.karuta.client.TorrentPatch;
import io.karuta.client.User;
import io.karuta.client.UserPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * The site's own code: changes, deletes, makes and reconciles what it owns, one call after the
 * other, and notes before each call what it says and after it that it was answered. Confined to one
 * thread; nobody else changes its part of the site.
 */
final class SiteCaller {

  private final KarutaClient api;
  private final Ledger<UserState> users;
  private final Ledger<TorrentState> torrents;
  private final Part userPart;
  private final Part torrentPart;
  private final int batch;
  private final int leastCalls;
  private final Random random;
  private long calls;
  private long items;

  /** Some of the numbers of a ledger, first to last. */
  private record Part(int first, int last) {

    static Part of(int size, int index, int count) {
      return new Part(1 + size * index / count, size * (index + 1) / count);
    }

    /** So many numbers of it, in a row. */
    Part some(Random random, int count) {
      int length = last - first + 1;
      int wanted = Math.min(length, count);
      int start = first + random.nextInt(length - wanted + 1);
      return new Part(start, start + wanted - 1);
    }
  }

  /**
   * A caller.
   *
   * @param index which of all callers, from 0
   */
  SiteCaller(
      SiteSettings settings,
      KarutaClient api,
      Ledger<UserState> users,
      Ledger<TorrentState> torrents,
      int index) {
    this.api = api;
    this.users = users;
    this.torrents = torrents;
    batch = settings.batch();
    leastCalls = settings.calls();
    userPart = Part.of(users.size(), index, settings.callers());
    torrentPart = Part.of(torrents.size(), index, settings.callers());
    random = new Random(settings.seed() ^ (31L * index + 17));
  }

  /** Calls until it was enough, and so often at least. */
  void callUntil(BooleanSupplier enough) {
    while (!enough.getAsBoolean() || calls < leastCalls) {
      switch (random.nextInt(8)) {
        case 0, 1 -> changeTorrents(torrentPart.some(random, batch));
        case 2, 3 -> changeUsers(userPart.some(random, batch));
        case 4 -> reconcileTorrents(torrentPart.some(random, batch));
        case 5 -> reconcileUsers(userPart.some(random, batch));
        case 6 -> changeTorrent(torrentPart.some(random, 1).first());
        default -> changeUser(userPart.some(random, 1).first());
      }
    }
  }

  private TorrentState next(int number) {
    TorrentState now = torrents.state(number);
    int version = torrents.moment(number).version() + 1;
    TorrentState disabled = TorrentState.disabled("closed " + number + "/" + version);
    return switch (random.nextInt(4)) {
      case 0 -> now.isPresent() ? TorrentState.ABSENT : TorrentState.ACTIVE;
      case 1 -> disabled;
      case 2 -> now;
      default -> TorrentState.ACTIVE;
    };
  }

  private UserState nextUser(int number) {
    UserState now = users.state(number);
    return switch (random.nextInt(4)) {
      case 0 -> now.isPresent() ? now.absent() : now.next(true);
      case 1 -> now;
      default -> now.next(!now.canLeech() || !now.isPresent());
    };
  }

  private void changeTorrents(Part part) {
    List<Change<Torrent>> changes = new ArrayList<>();
    List<Integer> changing = new ArrayList<>();
    for (int number = part.first(); number <= part.last(); number++) {
      TorrentState now = torrents.state(number);
      TorrentState next = next(number);
      if (!next.equals(now)) {
        torrents.begin(number, next);
        changing.add(number);
        changes.add(change(number, now, next));
      }
    }
    done(api.torrents().bulk(changes, false), changes.size());
    changing.forEach(torrents::end);
  }

  private static Change<Torrent> change(int number, TorrentState now, TorrentState next) {
    if (!next.isPresent()) {
      return Change.deleteTorrent(Names.infoHash(number));
    }
    return now.isPresent()
        ? Change.patchTorrent(Names.infoHash(number), patch(number, next))
        : Change.put(next.of(number));
  }

  private static TorrentPatch patch(int number, TorrentState next) {
    Torrent torrent = next.of(number);
    return TorrentPatch.nothing().status(torrent.status()).reason(torrent.reason());
  }

  private void changeUsers(Part part) {
    List<Change<User>> changes = new ArrayList<>();
    List<Integer> changing = new ArrayList<>();
    for (int number = part.first(); number <= part.last(); number++) {
      UserState now = users.state(number);
      UserState next = nextUser(number);
      if (!next.equals(now)) {
        users.begin(number, next);
        changing.add(number);
        changes.add(change(number, now, next));
      }
    }
    done(api.users().bulk(changes, false), changes.size());
    changing.forEach(users::end);
  }

  private static Change<User> change(int number, UserState now, UserState next) {
    if (!next.isPresent()) {
      return Change.deleteUser(number);
    }
    return now.isPresent()
        ? Change.patchUser(number, patch(number, next))
        : Change.put(next.of(number));
  }

  private static UserPatch patch(int number, UserState next) {
    User user = next.of(number);
    return UserPatch.nothing().passkey(user.passkey()).canLeech(user.canLeech());
  }

  private void reconcileTorrents(Part part) {
    List<Torrent> all = new ArrayList<>();
    List<Integer> changing = new ArrayList<>();
    for (int number = part.first(); number <= part.last(); number++) {
      TorrentState next = next(number);
      if (!next.equals(torrents.state(number))) {
        torrents.begin(number, next);
        changing.add(number);
      }
      if (next.isPresent()) {
        all.add(next.of(number));
      }
    }
    Range range = Range.of(part.first(), part.last());
    done(api.torrents().reconcile(range, all, false), changing.size(), all.size());
    changing.forEach(torrents::end);
  }

  private void reconcileUsers(Part part) {
    List<User> all = new ArrayList<>();
    List<Integer> changing = new ArrayList<>();
    for (int number = part.first(); number <= part.last(); number++) {
      UserState next = nextUser(number);
      if (!next.equals(users.state(number))) {
        users.begin(number, next);
        changing.add(number);
      }
      if (next.isPresent()) {
        all.add(next.of(number));
      }
    }
    Range range = Range.of(part.first(), part.last());
    done(api.users().reconcile(range, all, false), changing.size(), all.size());
    changing.forEach(users::end);
  }

  /** In a call of its own, and then looks what the tracker says of it. */
  private void changeTorrent(int number) {
    TorrentState now = torrents.state(number);
    TorrentState next = next(number);
    String hash = Names.infoHash(number);
    torrents.begin(number, next);
    if (!next.isPresent()) {
      require(api.torrents().delete(hash) == now.isPresent(), "delete " + hash);
    } else if (now.isPresent()) {
      require(api.torrents().patch(hash, patch(number, next)).isPresent(), "patch " + hash);
    } else {
      api.torrents().put(next.of(number));
    }
    torrents.end(number);
    String status = api.torrents().find(hash).map(Torrent::status).orElse("");
    String expected = next.isPresent() ? next.of(number).status() : "";
    require(status.equals(expected), "status of " + hash + ": " + status + ", not " + expected);
    calls += 2;
    items += 2;
  }

  private void changeUser(int number) {
    UserState now = users.state(number);
    UserState next = nextUser(number);
    users.begin(number, next);
    if (!next.isPresent()) {
      require(api.users().delete(number) == now.isPresent(), "delete user " + number);
    } else if (now.isPresent()) {
      require(api.users().patch(number, patch(number, next)).isPresent(), "patch user " + number);
    } else {
      api.users().put(next.of(number));
    }
    users.end(number);
    String passkey = api.users().find(number).map(User::passkey).orElse("");
    String expected = next.isPresent() ? next.of(number).passkey() : "";
    require(passkey.equals(expected), "user " + number + " has another passkey than was said");
    calls += 2;
    items += 2;
  }

  /** Makes everybody and everything of its part present and active, by reconciling alone. */
  void restore() {
    for (int first = torrentPart.first(); first <= torrentPart.last(); first += batch) {
      int last = Math.min(torrentPart.last(), first + batch - 1);
      List<Torrent> all = new ArrayList<>();
      for (int number = first; number <= last; number++) {
        torrents.begin(number, TorrentState.ACTIVE);
        all.add(TorrentState.ACTIVE.of(number));
      }
      Reconciliation answer = api.torrents().reconcile(Range.of(first, last), all, false);
      require(answer.removed() == 0, "reconciling removed what was there: " + answer);
      for (int number = first; number <= last; number++) {
        torrents.end(number);
      }
    }
    for (int first = userPart.first(); first <= userPart.last(); first += batch) {
      int last = Math.min(userPart.last(), first + batch - 1);
      List<User> all = new ArrayList<>();
      for (int number = first; number <= last; number++) {
        UserState next = users.state(number).next(true);
        users.begin(number, next);
        all.add(next.of(number));
      }
      Reconciliation answer = api.users().reconcile(Range.of(first, last), all, false);
      require(answer.removed() == 0, "reconciling removed who was there: " + answer);
      for (int number = first; number <= last; number++) {
        users.end(number);
      }
    }
  }

  private void done(BulkResult result, int changes) {
    calls++;
    items += changes;
    require(result.applied() == changes, changes + " changes, " + result.applied() + " applied");
    result.results().forEach(item -> require(item.done(), "refused: " + item));
  }

  private void done(Reconciliation answer, int changes, int sent) {
    calls++;
    items += sent;
    long done = answer.created() + answer.changed() + answer.removed();
    require(done == changes, changes + " differences, " + done + " applied");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }

  long calls() {
    return calls;
  }

  long items() {
    return items;
  }
}
