package io.karuta.admin.v1;

import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.pipeline.control.ReloadResult;
import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.control.RuntimeSettings.Edit;
import io.karuta.pipeline.control.RuntimeSettings.Values;
import io.karuta.pipeline.control.TrackerControl;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration, and what of it changes while the tracker runs. */
record ControlRoutes(TrackerControl control) {

  private static final int MAX_INTERVAL_SECONDS = 24 * 60 * 60;
  private static final int MAX_PERCENT = 1000;

  /** {@code GET /v1/config}. */
  Reply config(Call call) {
    byte[] text = control.effectiveConfig().getBytes(StandardCharsets.UTF_8);
    return Reply.of(200, "text/plain;charset=utf-8", output -> output.write(text));
  }

  /** {@code POST /v1/config/reload}: 200 if the new configuration is in effect, otherwise 409. */
  Reply reload(Call call) {
    ReloadResult result = control.reload();
    AuditLog.note("configuration", call, result.applied() ? "reloaded" : "not reloaded");
    return Reply.json(
        result.applied() ? 200 : 409,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("applied", result.applied());
          json.writeArrayFieldStart("problems");
          for (String problem : result.problems()) {
            json.writeString(problem);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("need_restart");
          for (String path : result.needRestart()) {
            json.writeString(path);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** {@code GET /v1/settings}. */
  Reply settings(Call call) {
    return reply(control.settings().current());
  }

  /** {@code PATCH /v1/settings}; null goes back to the configuration file. */
  Reply change(Call call) throws RefusedException, InvalidFieldsException {
    JsonFields fields = call.json();
    Edit edit =
        new Edit(
            integer(fields, "interval", 1, MAX_INTERVAL_SECONDS),
            integer(fields, "min_interval", 0, MAX_INTERVAL_SECONDS),
            integer(fields, "upload_percent", 0, MAX_PERCENT),
            integer(fields, "download_percent", 0, MAX_PERCENT),
            longInteger(fields, "factors_end"));
    fields.check();
    RuntimeSettings settings = control.settings();
    try {
      Values now = settings.change(edit);
      AuditLog.note("settings", call, "changed to " + now);
      return reply(now);
    } catch (IllegalArgumentException e) {
      AuditLog.note("settings", call, "refused");
      throw wrongSetting(String.valueOf(e.getMessage()));
    }
  }

  /** What {@link RuntimeSettings#change} says, {@code min-interval: ...}, told of our own field. */
  private static RefusedException wrongSetting(String message) {
    int colon = message.indexOf(": ");
    String field = colon < 0 ? "body" : message.substring(0, colon).replace('-', '_');
    return new RefusedException(
        400,
        "invalid-request",
        "these fields are wrong: " + field,
        Map.of(field, message.substring(colon < 0 ? 0 : colon + 2)));
  }

  private static @Nullable Integer integer(JsonFields fields, String name, int min, int max) {
    if (!fields.has(name)) {
      return null;
    }
    if (fields.isNull(name)) {
      fields.ignore(name);
      return Edit.FROM_FILE;
    }
    return fields.integer(name, min, max);
  }

  private static @Nullable Long longInteger(JsonFields fields, String name) {
    if (!fields.has(name)) {
      return null;
    }
    if (fields.isNull(name)) {
      fields.ignore(name);
      return (long) Edit.FROM_FILE;
    }
    return fields.number(name);
  }

  private static Reply reply(Values values) {
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("interval", values.intervalSeconds());
          json.writeNumberField("min_interval", values.minIntervalSeconds());
          json.writeNumberField("upload_percent", values.uploadPercent());
          json.writeNumberField("download_percent", values.downloadPercent());
          if (values.factorsEnd() == 0) {
            json.writeNullField("factors_end");
          } else {
            json.writeNumberField("factors_end", values.factorsEnd());
          }
          json.writeEndObject();
        });
  }
}
