package io.karuta.admin.mika;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import java.io.IOException;

/** Users as mika's clients know them; announces and points are 0, since Karuta has neither. */
final class UserJson {

  private UserJson() {}

  static void write(JsonGenerator json, User user, UserTotals totals, boolean withPasskey)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("user_id", user.number());
    json.writeBooleanField("enabled", user.enabled());
    json.writeNumberField("uploaded", totals.creditedUploaded());
    json.writeNumberField("downloaded", totals.creditedDownloaded());
    json.writeNumberField("snatches", totals.snatches());
    json.writeStringField("passkey", withPasskey ? user.passkey() : "");
    json.writeStringField("key", "t:u:" + user.number());
    json.writeStringField("username", user.name());
    json.writeBooleanField("can_leech", user.mayLeech());
    json.writeNumberField("announces", 0);
    json.writeNumberField("points", 0);
    json.writeEndObject();
  }
}
