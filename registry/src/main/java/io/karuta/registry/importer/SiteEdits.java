package io.karuta.registry.importer;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes that put what a site says, and leave alone what says so already. */
final class SiteEdits {

  private static final int PAR = 100;

  private SiteEdits() {}

  /**
   * A user.
   *
   * @param next what the user is to be; given what the user is, or somebody in good standing
   */
  static Change user(long number, String passkey, String name, Function<User, User> next) {
    User created = User.of(number, passkey, name);
    return new Change.OfUser(
        number,
        unlessSame(
            current -> {
              User standing = current == null ? created : current;
              return next.apply(
                  new User(
                      number,
                      passkey,
                      name,
                      standing.enabled(),
                      standing.mayLeech(),
                      standing.uploadPercent(),
                      standing.downloadPercent()));
            },
            User::equals));
  }

  /**
   * What a user begins with. A site keeps one number of each kind, what counts for the ratio, so
   * what the user's clients reported begins with the same.
   */
  static UserTotals totals(long uploaded, long downloaded) {
    return new UserTotals(uploaded, downloaded, uploaded, downloaded, 0, 0, 0);
  }

  /** A torrent of which the site says everything. */
  static Change torrent(Torrent torrent) {
    return new Change.OfTorrent(
        torrent.infoHash(), unlessSame(_ -> torrent, SiteEdits::sayTheSame));
  }

  /** A torrent of which the site says only what it is called and how often it was snatched. */
  static Change torrent(InfoHash infoHash, long number, String name, long snatches) {
    return new Change.OfTorrent(
        infoHash,
        unlessSame(
            current ->
                current == null
                    ? Torrent.of(
                        infoHash, number, name, Torrent.Status.ACTIVE, "", PAR, PAR, snatches)
                    : Torrent.of(
                        infoHash,
                        number,
                        name,
                        current.status(),
                        current.reason(),
                        current.uploadPercent(),
                        current.downloadPercent(),
                        current.snatches()),
            SiteEdits::sayTheSame));
  }

  /** A client. */
  static Change client(Client client) {
    return new Change.OfClient(client.prefix(), unlessSame(_ -> client, Client::equals));
  }

  /** A token. */
  static Change token(CreditToken token) {
    return new Change.OfToken(
        token.userNumber(), token.torrentNumber(), unlessSame(_ -> token, CreditToken::equals));
  }

  private static <E> Edit<E> unlessSame(
      Function<@Nullable E, E> nextOf, BiPredicate<E, E> sayTheSame) {
    return current -> {
      E next = nextOf.apply(current);
      return current != null && sayTheSame.test(current, next)
          ? Decision.keep()
          : Decision.put(next);
    };
  }

  // Snatches are counted on by the tracker.
  private static boolean sayTheSame(Torrent one, Torrent other) {
    return one.infoHash().equals(other.infoHash())
        && one.number() == other.number()
        && one.name().equals(other.name())
        && one.status() == other.status()
        && one.reason().equals(other.reason())
        && one.uploadPercent() == other.uploadPercent()
        && one.downloadPercent() == other.downloadPercent();
  }
}
