package io.karuta.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A user as the tracker knows them. Immutable.
 *
 * @param userId the site's number, 1 or more
 * @param passkey 1 to 64 of {@code A-Z a-z 0-9 . _ ~ -}; empty if the credential may not see it
 * @param name for display
 * @param enabled whether the user may announce at all
 * @param canLeech whether the user may download
 * @param uploadPercent credited per uploaded byte, 0 to 1000, 100 is par
 * @param downloadPercent credited per downloaded byte, 0 to 1000, 100 is par
 * @param totals what the user has moved; the tracker's, ignored in changes
 */
public record User(
    long userId,
    String passkey,
    String name,
    boolean enabled,
    boolean canLeech,
    int uploadPercent,
    int downloadPercent,
    UserTotals totals) {

  /** Without totals they are zero. */
  @SuppressWarnings("ConstantValue") // Jackson passes null for what is absent
  public User {
    totals = totals == null ? UserTotals.ZERO : totals;
  }

  /** A user in good standing at par. */
  public static User of(long userId, String passkey, String name) {
    return new User(userId, passkey, name, true, true, 100, 100, UserTotals.ZERO);
  }

  Map<String, Object> writable() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("user_id", userId);
    fields.put("passkey", passkey);
    fields.put("name", name);
    fields.put("enabled", enabled);
    fields.put("can_leech", canLeech);
    fields.put("upload_percent", uploadPercent);
    fields.put("download_percent", downloadPercent);
    return fields;
  }

  /** Everything but the passkey. */
  @Override
  public String toString() {
    return "User[userId=" + userId + ", name=" + name + ", enabled=" + enabled + "]";
  }
}
