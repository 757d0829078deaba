package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.auth.Scope;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.TrackerClock;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The freeleech tokens, named by the numbers of user and torrent and ordered by the user's. One
 * that has expired isn't there, whether or not it was cleared away.
 */
record Tokens(Registry registry, TrackerClock clock) implements Kind<TokenKey, CreditToken> {

  @Override
  public String plural() {
    return "tokens";
  }

  @Override
  public String singular() {
    return "token";
  }

  @Override
  public String path() {
    return "{user_id}/{torrent_id}";
  }

  @Override
  public Scope scope() {
    return Scope.USERS;
  }

  @Override
  public String[] filters() {
    return new String[] {"user_id", "torrent_id"};
  }

  @Override
  public Predicate<CreditToken> filter(Call call) throws RefusedException {
    long user = call.query("user_id", 0, 1, Long.MAX_VALUE);
    long torrent = call.query("torrent_id", 0, 1, Long.MAX_VALUE);
    return token ->
        (user == 0 || token.userNumber() == user)
            && (torrent == 0 || token.torrentNumber() == torrent);
  }

  @Override
  public boolean isNumbered() {
    return true;
  }

  @Override
  public TokenKey keyOf(Call call) throws RefusedException {
    return new TokenKey(call.number("user_id"), call.number("torrent_id"));
  }

  @Override
  public TokenKey keyOf(JsonFields fields) {
    return new TokenKey(fields.number("user_id"), fields.number("torrent_id"));
  }

  @Override
  public void checkKey(JsonFields fields, TokenKey key) {
    if (fields.has("user_id") && fields.number("user_id") != key.user()) {
      fields.problem("user_id", "that of the path", "another one");
    }
    if (fields.has("torrent_id") && fields.number("torrent_id") != key.torrent()) {
      fields.problem("torrent_id", "that of the path", "another one");
    }
  }

  @Override
  public TokenKey keyOfEntry(CreditToken token) {
    return new TokenKey(token.userNumber(), token.torrentNumber());
  }

  @Override
  public @Nullable CreditToken find(TokenKey key) {
    CreditToken token = registry.tokens().find(key.user(), key.torrent());
    return token == null || !isLive(token) ? null : token;
  }

  @Override
  public boolean isLive(CreditToken token) {
    return token.countsAt(Integer.toUnsignedLong(clock.nowSecond()));
  }

  @Override
  public void forEach(Consumer<? super CreditToken> visitor) {
    registry.tokens().forEach(visitor);
  }

  @Override
  public Position position(CreditToken token) {
    return new Position(token.userNumber(), token.torrentNumber(), "");
  }

  @Override
  public Draft<CreditToken> read(JsonFields fields, TokenKey key, boolean whole) {
    Factors factors = Factors.readToken(fields);
    Long expires = null;
    if (fields.isNull("expires_at")) {
      fields.ignore("expires_at");
      expires = 0L;
    } else if (fields.has("expires_at")) {
      expires = fields.number("expires_at");
    }
    Long expiresSecond = expires;
    return current -> {
      CreditToken base =
          current == null || whole
              ? new CreditToken(key.user(), key.torrent(), Factors.PAR, 0, 0)
              : current;
      return new CreditToken(
          key.user(),
          key.torrent(),
          factors.uploadOr(base.uploadPercent()),
          factors.downloadOr(base.downloadPercent()),
          expiresSecond == null ? base.expiresSecond() : expiresSecond);
    };
  }

  @Override
  public Change change(TokenKey key, Edit<CreditToken> edit) {
    return new Change.OfToken(key.user(), key.torrent(), edit);
  }

  @Override
  public void writeKey(JsonGenerator json, TokenKey key) throws IOException {
    json.writeNumberField("user_id", key.user());
    json.writeNumberField("torrent_id", key.torrent());
  }

  @Override
  public void write(JsonGenerator json, CreditToken token, Call call) throws IOException {
    writeKey(json, keyOfEntry(token));
    json.writeNumberField("upload_percent", token.uploadPercent());
    json.writeNumberField("download_percent", token.downloadPercent());
    if (token.expiresSecond() == 0) {
      json.writeNullField("expires_at");
    } else {
      json.writeNumberField("expires_at", token.expiresSecond());
    }
  }

  @Override
  public String line(CreditToken token) {
    return String.join(
        "\t",
        Long.toString(token.userNumber()),
        Long.toString(token.torrentNumber()),
        Integer.toString(token.uploadPercent()),
        Integer.toString(token.downloadPercent()),
        Long.toString(token.expiresSecond()));
  }

  @Override
  public String word(TokenKey key) {
    return key.user() + "/" + key.torrent();
  }
}
