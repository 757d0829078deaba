package io.karuta.client;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Better credit for one user on one torrent. Immutable.
 *
 * @param userId the site's number
 * @param torrentId the site's number
 * @param uploadPercent credited per uploaded byte, 100 to 1000
 * @param downloadPercent credited per downloaded byte, 0 (freeleech) to 100
 * @param expiresAt seconds since 1970; null for never
 */
public record Token(
    long userId,
    long torrentId,
    int uploadPercent,
    int downloadPercent,
    @JsonSetter(nulls = Nulls.SET) @Nullable Long expiresAt) {

  /** Downloads are free. */
  public static Token freeleech(long userId, long torrentId) {
    return new Token(userId, torrentId, 100, 0, null);
  }

  /** The same until then, in seconds since 1970. */
  public Token until(long second) {
    return new Token(userId, torrentId, uploadPercent, downloadPercent, second);
  }

  @SuppressWarnings("NullAway") // JSON has a null where a token never expires
  Map<String, Object> writable() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("user_id", userId);
    fields.put("torrent_id", torrentId);
    fields.put("upload_percent", uploadPercent);
    fields.put("download_percent", downloadPercent);
    fields.put("expires_at", expiresAt);
    return fields;
  }
}
