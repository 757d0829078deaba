package io.karuta.hooks.passkey;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.ScrapeRequest;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.SwarmAnnounce;

/**
 * Refuses requests without the passkey of a user in good standing, and notes the user. Thread-safe,
 * allocates nothing.
 */
final class PasskeyHook implements PreHook {

  static final FailureReason MISSING =
      FailureReason.of("missing-passkey", "missing passkey: download the torrent file again");
  static final FailureReason MALFORMED =
      FailureReason.of("malformed-passkey", "malformed passkey: download the torrent file again");
  static final FailureReason UNKNOWN =
      FailureReason.of("unknown-passkey", "unknown passkey: download the torrent file again");
  static final FailureReason DISABLED =
      FailureReason.of("user-disabled", "your account is disabled");
  static final FailureReason MAY_NOT_LEECH =
      FailureReason.of("may-not-leech", "your account may seed but not download");

  private final PasskeyConfig config;
  private final Registry.Users users;

  PasskeyHook(PasskeyConfig config, Registry.Users users) {
    this.config = config;
    this.users = users;
  }

  @Override
  public Verdict onAnnounce(AnnounceExchange exchange) {
    AnnounceRequest request = exchange.request();
    if (request.passkeyLengthBytes() == 0) {
      return MISSING;
    }
    User user = users.byPasskey(request.passkey(), 0, request.passkeyLengthBytes());
    if (user == null) {
      return refusal(request.passkey(), request.passkeyLengthBytes());
    }
    if (!user.enabled()) {
      return DISABLED;
    }
    // Who may not download any more may still leave the swarm.
    if (!user.mayLeech() && request.left() > 0 && request.event() != Event.STOPPED) {
      return MAY_NOT_LEECH;
    }
    exchange.attributes().set(StandardAttributes.USER, user);
    SwarmAnnounce announce = exchange.swarmAnnounce();
    announce.userOfNumber(user.number());
    announce.terms().userNumber(user.number());
    announce.terms().raiseUploadPercent(user.uploadPercent());
    announce.terms().lowerDownloadPercent(user.downloadPercent());
    return Verdict.PROCEED;
  }

  @Override
  public Verdict onScrape(ScrapeExchange exchange) {
    if (!config.guardScrape()) {
      return Verdict.PROCEED;
    }
    ScrapeRequest request = exchange.request();
    if (request.passkeyLengthBytes() == 0) {
      return MISSING;
    }
    User user = users.byPasskey(request.passkey(), 0, request.passkeyLengthBytes());
    if (user == null) {
      return refusal(request.passkey(), request.passkeyLengthBytes());
    }
    if (!user.enabled()) {
      return DISABLED;
    }
    exchange.attributes().set(StandardAttributes.USER, user);
    return Verdict.PROCEED;
  }

  /** Tells a link that was cut or garbled from one that was reset. */
  private static FailureReason refusal(byte[] passkey, int lengthBytes) {
    for (int i = 0; i < lengthBytes; i++) {
      if (!isUnreserved(passkey[i])) {
        return MALFORMED;
      }
    }
    return UNKNOWN;
  }

  /** The characters of {@link User#isPasskey}: RFC 3986 section 2.3. */
  private static boolean isUnreserved(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '~'
        || c == '-';
  }
}
