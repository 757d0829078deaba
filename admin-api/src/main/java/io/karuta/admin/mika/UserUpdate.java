package io.karuta.admin.mika;

import io.karuta.admin.json.JsonFields;
import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.TotalsAnswer;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client made for mika wants of a user; null where it said nothing. Immutable. */
record UserUpdate(
    @Nullable String passkey,
    @Nullable Boolean enabled,
    @Nullable Boolean mayLeech,
    @Nullable Long uploaded,
    @Nullable Long downloaded) {

  private static final String PASSKEY = "1 to 64 characters of A-Z a-z 0-9 . _ ~ -";

  static UserUpdate read(JsonFields fields, long number) {
    if (fields.has("user_id") && fields.number("user_id") != number) {
      fields.problem("user_id", "that of the path", "another one");
    }
    fields.ignore("name"); // as mika does
    return new UserUpdate(
        fields.has("passkey") ? fields.text("passkey", PASSKEY, User::isPasskey) : null,
        fields.has("enabled") ? fields.flag("enabled") : null,
        fields.has("can_leech") ? fields.flag("can_leech") : null,
        fields.has("uploaded") ? fields.number("uploaded", 0, Long.MAX_VALUE) : null,
        fields.has("downloaded") ? fields.number("downloaded", 0, Long.MAX_VALUE) : null);
  }

  User onto(User user) {
    return new User(
        user.number(),
        passkey == null ? user.passkey() : passkey,
        user.name(),
        enabled == null ? user.enabled() : enabled,
        mayLeech == null ? user.mayLeech() : mayLeech,
        user.uploadPercent(),
        user.downloadPercent());
  }

  boolean hasTotals() {
    return uploaded != null || downloaded != null;
  }

  /** Sets the credited totals, which is what mika's are; whether there are books to set. */
  boolean setTotals(Accounts accounts, long number) {
    while (true) {
      Optional<UserTotals> current = accounts.totals(number);
      if (current.isEmpty()) {
        return false;
      }
      TotalsAnswer answer = accounts.replace(number, current.get(), onto(current.get()));
      if (answer.result() != TotalsAnswer.Result.STALE) {
        return answer.result() == TotalsAnswer.Result.CHANGED;
      }
    }
  }

  private UserTotals onto(UserTotals totals) {
    return new UserTotals(
        totals.uploaded(),
        totals.downloaded(),
        uploaded == null ? totals.creditedUploaded() : uploaded,
        downloaded == null ? totals.creditedDownloaded() : downloaded,
        totals.seedSeconds(),
        totals.leechSeconds(),
        totals.snatches());
  }
}
