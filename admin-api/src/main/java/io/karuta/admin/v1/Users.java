package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.auth.Scope;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The users, named and ordered by their numbers. */
record Users(Registry registry) implements Kind<Long, User> {

  private static final String PASSKEY = "1 to 64 characters of A-Z a-z 0-9 . _ ~ -";

  @Override
  public String plural() {
    return "users";
  }

  @Override
  public String singular() {
    return "user";
  }

  @Override
  public String path() {
    return "{user_id}";
  }

  @Override
  public Scope scope() {
    return Scope.USERS;
  }

  /** Users, since the passkeys are in it. */
  @Override
  public Scope digestScope() {
    return Scope.USERS;
  }

  @Override
  public String[] filters() {
    return new String[] {"enabled", "name_prefix", "passkey"};
  }

  @Override
  public Predicate<User> filter(Call call) throws RefusedException {
    Optional<Boolean> enabled = call.flag("enabled");
    String prefix = call.query("name_prefix").orElse("");
    Optional<String> passkey = call.query("passkey");
    if (passkey.isPresent() && !call.seesPasskeys()) {
      throw RefusedException.forbidden("looking for passkeys needs scope users");
    }
    return user ->
        (enabled.isEmpty() || user.enabled() == enabled.get())
            && user.name().startsWith(prefix)
            && (passkey.isEmpty() || user.passkey().equals(passkey.get()));
  }

  @Override
  public boolean isNumbered() {
    return true;
  }

  @Override
  public Long keyOf(Call call) throws RefusedException {
    return call.number("user_id");
  }

  @Override
  public Long keyOf(JsonFields fields) {
    return fields.number("user_id");
  }

  @Override
  public void checkKey(JsonFields fields, Long key) {
    if (fields.has("user_id") && fields.number("user_id") != key) {
      fields.problem("user_id", "that of the path", "another one");
    }
  }

  @Override
  public Long keyOfEntry(User user) {
    return user.number();
  }

  @Override
  public @Nullable User find(Long key) {
    return registry.users().byNumber(key);
  }

  @Override
  public void forEach(Consumer<? super User> visitor) {
    registry.users().forEach(visitor);
  }

  @Override
  public Position position(User user) {
    return Position.of(user.number());
  }

  @Override
  public Draft<User> read(JsonFields fields, Long key, boolean whole) {
    String passkey =
        whole || fields.has("passkey") ? fields.text("passkey", PASSKEY, User::isPasskey) : null;
    String name = fields.has("name") ? fields.name("name", 0) : null;
    Boolean enabled = fields.has("enabled") ? fields.flag("enabled") : null;
    Boolean mayLeech = fields.has("can_leech") ? fields.flag("can_leech") : null;
    Factors factors = Factors.read(fields);
    return current -> {
      User base = current == null || whole ? User.of(key, "none", "") : current;
      return new User(
          key,
          passkey == null ? base.passkey() : passkey,
          name == null ? base.name() : name,
          enabled == null ? base.enabled() : enabled,
          mayLeech == null ? base.mayLeech() : mayLeech,
          factors.uploadOr(base.uploadPercent()),
          factors.downloadOr(base.downloadPercent()));
    };
  }

  @Override
  public Change change(Long key, Edit<User> edit) {
    return new Change.OfUser(key, edit);
  }

  @Override
  public void writeKey(JsonGenerator json, Long key) throws IOException {
    json.writeNumberField("user_id", key);
  }

  @Override
  public void write(JsonGenerator json, User user, Call call) throws IOException {
    writeKey(json, user.number());
    if (call.seesPasskeys()) {
      json.writeStringField("passkey", user.passkey());
    }
    json.writeStringField("name", user.name());
    json.writeBooleanField("enabled", user.enabled());
    json.writeBooleanField("can_leech", user.mayLeech());
    json.writeNumberField("upload_percent", user.uploadPercent());
    json.writeNumberField("download_percent", user.downloadPercent());
  }

  @Override
  public void writeMore(JsonGenerator json, User user) throws IOException {
    Optional<UserTotals> totals = registry.accounts().totals(user.number());
    json.writeFieldName("totals");
    if (totals.isEmpty()) {
      json.writeNull();
    } else {
      TotalsJson.write(json, totals.get());
    }
  }

  @Override
  public String line(User user) {
    return String.join(
        "\t",
        Long.toString(user.number()),
        user.passkey(),
        user.name(),
        user.enabled() ? "1" : "0",
        user.mayLeech() ? "1" : "0",
        Integer.toString(user.uploadPercent()),
        Integer.toString(user.downloadPercent()));
  }

  @Override
  public String word(Long key) {
    return key.toString();
  }
}
