package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.pipeline.control.AnnounceTraces;
import io.karuta.pipeline.control.AnnounceTraces.Traced;
import io.karuta.pipeline.registry.Registry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why was this announce refused: the last announces of a user, noted on demand. */
record TraceRoutes(Registry registry, AnnounceTraces traces) {

  private static final int DEFAULT_ANNOUNCES = 20;
  private static final int DEFAULT_SECONDS = 3600;
  private static final int MAX_SECONDS = 24 * 60 * 60;

  /** {@code PUT /v1/users/{user_id}/trace}. */
  Reply start(Call call) throws RefusedException, InvalidFieldsException {
    long user = call.number("user_id");
    int announces = DEFAULT_ANNOUNCES;
    int seconds = DEFAULT_SECONDS;
    if (call.hasBody()) {
      JsonFields fields = call.json();
      if (fields.has("announces")) {
        announces = fields.integer("announces", 1, AnnounceTraces.MAX_ANNOUNCES);
      }
      if (fields.has("seconds")) {
        seconds = fields.integer("seconds", 1, MAX_SECONDS);
      }
      fields.check();
    }
    if (registry.users().byNumber(user) == null) {
      throw RefusedException.notFound("user");
    }
    if (!traces.start(user, announces, Duration.ofSeconds(seconds))) {
      AuditLog.note("user " + user, call, "trace refused");
      throw new RefusedException(
          409, "conflict", AnnounceTraces.MAX_TRACED + " users are traced already", Map.of());
    }
    AuditLog.note("user " + user, call, "traced for " + seconds + " s");
    return show(call);
  }

  /** {@code GET /v1/users/{user_id}/trace}. */
  Reply show(Call call) throws RefusedException {
    long user = call.number("user_id");
    Optional<List<Traced>> announces = traces.of(user);
    if (announces.isEmpty()) {
      throw RefusedException.notFound("trace");
    }
    return Reply.json(200, json -> write(json, user, announces.get()));
  }

  /** {@code DELETE /v1/users/{user_id}/trace}. */
  Reply stop(Call call) throws RefusedException {
    long user = call.number("user_id");
    if (!traces.stop(user)) {
      throw RefusedException.notFound("trace");
    }
    AuditLog.note("user " + user, call, "traced no more");
    return Reply.empty(204);
  }

  private static void write(JsonGenerator json, long user, List<Traced> announces)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("user_id", user);
    json.writeArrayFieldStart("items");
    for (Traced traced : announces) {
      json.writeStartObject();
      json.writeNumberField("second", traced.second());
      json.writeStringField("info_hash", traced.infoHash().toString());
      json.writeStringField("event", traced.event());
      json.writeStringField("address", traced.address());
      json.writeStringField("peer_id", traced.peerId());
      json.writeNumberField("uploaded", traced.uploaded());
      json.writeNumberField("downloaded", traced.downloaded());
      json.writeNumberField("left", traced.left());
      json.writeStringField("outcome", traced.outcome());
      json.writeStringField("message", traced.message());
      json.writeStringField("hook", traced.hook());
      json.writeNumberField("peers", traced.peers());
      json.writeNumberField("micros", traced.micros());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
