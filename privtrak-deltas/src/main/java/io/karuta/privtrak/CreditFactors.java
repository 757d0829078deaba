package io.karuta.privtrak;

import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.TrackerClock;
import org.jspecify.annotations.Nullable;

/**
 * What bytes are credited: of the factors of user, torrent, their token and everybody, and of par,
 * the highest holds for uploads and the lowest for downloads. Thread-safe; allocates nothing.
 */
final class CreditFactors {

  private static final int PAR = 100;

  private final Registry.Tokens tokens;
  private final RuntimeSettings settings;
  private final TrackerClock clock;

  CreditFactors(Registry.Tokens tokens, RuntimeSettings settings, TrackerClock clock) {
    this.tokens = tokens;
    this.settings = settings;
    this.clock = clock;
  }

  /** The token that counts now; null if there is none. */
  @Nullable CreditToken tokenOf(@Nullable User user, @Nullable Torrent torrent) {
    if (user == null || torrent == null) {
      return null;
    }
    CreditToken token = tokens.find(user.number(), torrent.number());
    return token != null && token.countsAt(Integer.toUnsignedLong(clock.nowSecond()))
        ? token
        : null;
  }

  /** Credited per uploaded byte, in percent. */
  int uploadPercent(@Nullable User user, @Nullable Torrent torrent, @Nullable CreditToken token) {
    int percent = Math.max(PAR, settings.current().uploadPercent());
    percent = user == null ? percent : Math.max(percent, user.uploadPercent());
    percent = torrent == null ? percent : Math.max(percent, torrent.uploadPercent());
    return token == null ? percent : Math.max(percent, token.uploadPercent());
  }

  /** Credited per downloaded byte, in percent. */
  int downloadPercent(@Nullable User user, @Nullable Torrent torrent, @Nullable CreditToken token) {
    int percent = Math.min(PAR, settings.current().downloadPercent());
    percent = user == null ? percent : Math.min(percent, user.downloadPercent());
    percent = torrent == null ? percent : Math.min(percent, torrent.downloadPercent());
    return token == null ? percent : Math.min(percent, token.downloadPercent());
  }
}
